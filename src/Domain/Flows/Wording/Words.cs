using System.Globalization;
using System.Text;

namespace WhatsAppSupport.Domain.Flows.Wording;

/// <summary>
/// Goes through a folded text word by word. A word is letters and digits with their marks; a symbol (an emoji, +) is a
/// word of its own; in scripts that are written without spaces each character is one, so that a phrase of them is found anywhere.
/// A copy of it remembers its place.
/// </summary>
internal ref struct Words(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> text = text;
    private int next;

    public ReadOnlySpan<char> Current { get; private set; }

    public bool MoveNext()
    {
        var start = -1;
        while (next < text.Length)
        {
            Rune.DecodeFromUtf16(text[next..], out var rune, out var units);
            var kind = KindOf(rune);
            if (start < 0)
            {
                if (kind is Kind.Letter or Kind.Symbol or Kind.Unspaced)
                    start = next;
                next += units;
                if (kind is Kind.Symbol or Kind.Unspaced)
                {
                    SkipMarks();
                    break;
                }
            }
            else if (kind is Kind.Letter or Kind.Mark)
                next += units;
            else
                break;
        }

        Current = start < 0 ? default : text[start..next];
        return start >= 0;
    }

    private void SkipMarks()
    {
        while (next < text.Length
            && Rune.DecodeFromUtf16(text[next..], out var rune, out var units) == System.Buffers.OperationStatus.Done
            && KindOf(rune) == Kind.Mark)
            next += units;
    }

    private static Kind KindOf(Rune rune) => rune.Value switch
    {
        < 0x80 when Rune.IsLetterOrDigit(rune) => Kind.Letter,
        (>= 0x0E01 and <= 0x0EDF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17DD) or (>= 0x3041 and <= 0x30FF)
            or (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF) => Rune.IsLetter(rune) ? Kind.Unspaced : OtherKindOf(rune),
        _ => OtherKindOf(rune),
    };

    private static Kind OtherKindOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Letter,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => Kind.Mark,
        UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.ModifierSymbol
            or UnicodeCategory.OtherSymbol => Kind.Symbol,
        _ => Kind.Separator,
    };

    private enum Kind
    {
        Separator,
        Letter,
        Mark,
        Symbol,
        Unspaced,
    }
}
