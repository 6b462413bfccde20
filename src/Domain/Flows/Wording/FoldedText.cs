using System.Globalization;
using System.Text;

namespace WhatsAppSupport.Domain.Flows.Wording;

/// <summary>
/// The form in which texts are compared: two texts fold to the same exactly when they are the same after NFKC and case
/// folding, decimal digits of any script are 0 to 9, invisible characters are gone, and white space is single and inside.
/// Turkish: I, İ, ı and i are one letter, because without knowing the language an I may be either.
/// </summary>
public static class FoldedText
{
    private const int DotAbove = 0x307;
    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;

    public static string Of(string? text) => string.IsNullOrEmpty(text) || IsFolded(text) ? text ?? "" : Fold(text);

    /// <summary>The common case: small Latin letters that need no copy.</summary>
    private static bool IsFolded(string text)
    {
        var before = ' ';
        foreach (var character in text)
        {
            if (character is >= '\u007F' or < ' ' or (>= 'A' and <= 'Z') || (character == ' ' && before == ' '))
                return false;
            before = character;
        }

        return before != ' ';
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 8);
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
                Append(folded, rune.Value is >= 'A' and <= 'Z' ? rune.Value + 32 : rune.Value, ref marks);
            else if (rune.Value is >= HangulFirst and <= HangulLast)
                AppendHangul(folded, rune.Value - HangulFirst, ref marks);
            else if (FoldingTable.Fold(rune.Value) is { } characters)
                foreach (var character in characters.EnumerateRunes())
                    Append(folded, character.Value, ref marks);
            else
                Append(folded, Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber
                    ? '0' + (int)Rune.GetNumericValue(rune)
                    : rune.Value, ref marks);
        }

        Order(folded, folded.Length - marks);
        return folded is [.., ' '] ? folded.ToString(0, folded.Length - 1) : folded.ToString();
    }

    /// <param name="marks">How many UTF-16 units of marks the text ends in; they are put in order when a letter follows.</param>
    private static void Append(StringBuilder folded, int character, ref int marks)
    {
        if (Rune.IsWhiteSpace(new Rune(character)))
            character = ' ';
        if (Rune.IsControl(new Rune(character)) || (character == ' ' && folded is [] or [.., ' ']))
            return;
        if (character == DotAbove && folded is [.., 'i'])
            return;

        var units = character > char.MaxValue ? 2 : 1;
        if (FoldingTable.ClassOf(character) != 0)
            marks += units;
        else if (marks > 0)
        {
            Order(folded, folded.Length - marks);
            marks = 0;
        }

        if (units == 1)
            folded.Append((char)character);
        else
            folded.Append(char.ConvertFromUtf32(character));
    }

    /// <summary>Syllables are taken apart by arithmetic (Unicode, section 3.12).</summary>
    private static void AppendHangul(StringBuilder folded, int syllable, ref int marks)
    {
        Append(folded, 0x1100 + (syllable / 588), ref marks);
        Append(folded, 0x1161 + (syllable % 588 / 28), ref marks);
        if (syllable % 28 != 0)
            Append(folded, 0x11A7 + (syllable % 28), ref marks);
    }

    private static void Order(StringBuilder folded, int from)
    {
        if (IsOrdered(folded, from))
            return;
        var marks = folded.ToString(from, folded.Length - from);
        folded.Length = from;
        foreach (var mark in marks.EnumerateRunes().OrderBy(rune => FoldingTable.ClassOf(rune.Value)))
            folded.Append(mark.ToString());
    }

    private static bool IsOrdered(StringBuilder folded, int from)
    {
        byte before = 0;
        for (var at = from; at < folded.Length; at++)
        {
            var character = folded[at];
            if (char.IsSurrogate(character) || FoldingTable.ClassOf(character) < before)
                return false;
            before = FoldingTable.ClassOf(character);
        }

        return true;
    }
}
