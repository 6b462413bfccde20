using System.Globalization;
using System.Text;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;
using static WhatsAppSupport.Domain.Flows.Expressions.ValueKinds;

namespace WhatsAppSupport.Domain.Flows.Expressions;

internal static class TextFunctions
{
    /// <summary>Of a text that a function makes, in UTF-16 units; what is longer is cut.</summary>
    public const int Longest = 16_384;

    private const int MostParts = 200;

    public static readonly Function[] All =
    [
        new("upper(text)", "the text in capitals", 1, 1, [Anything], ValueKinds.Words, (given, _) => Cut(given[0].Text.ToUpperInvariant())),
        new("lower(text)", "the text in small letters", 1, 1, [Anything], ValueKinds.Words, (given, _) => Cut(given[0].Text.ToLowerInvariant())),
        new("trim(text)", "the text without space around it", 1, 1, [Anything], ValueKinds.Words, (given, _) => Value.Of(given[0].Text.Trim())),
        new("length(text)", "how many characters it has, as a reader counts them", 1, 1, [Anything], Number, (given, _) => Value.Of(new StringInfo(given[0].Text).LengthInTextElements)),
        new("left(text, count)", "its first characters", 2, 2, [Anything, Number], ValueKinds.Words, (given, _) => Part(given[0].Text, 0, Count(given[1]))),
        new("right(text, count)", "its last characters", 2, 2, [Anything, Number], ValueKinds.Words, (given, _) => Part(given[0].Text, -1, Count(given[1]))),
        new("concat(text, ...)", "the texts one after another", 1, 20, [Anything], ValueKinds.Words, (given, _) => Cut(string.Concat(given.Select(one => one.Text)))),
        new("replace(text, old, new)", "the text with each old part replaced", 3, 3, [Anything], ValueKinds.Words, (given, _) => Replaced(given[0].Text, given[1].Text, given[2].Text)),
        new("split(text, separator)", "the parts of a text, as a list", 2, 2, [Anything], List, (given, _) => Parts(given[0].Text, given[1].Text)),
        new("digits(text)", "its digits alone, as 0 to 9", 1, 1, [Anything], ValueKinds.Words, (given, _) => Value.Of(string.Concat(FoldedText.Of(given[0].Text).Where(char.IsAsciiDigit)))),
        new("starts_with(text, part)", "whether it begins with the part, in any case", 2, 2, [Anything], Truth, (given, _) => Value.Of(!given[1].IsEmpty && given[0].Folded.StartsWith(given[1].Folded, StringComparison.Ordinal))),
        new("ends_with(text, part)", "whether it ends with the part, in any case", 2, 2, [Anything], Truth, (given, _) => Value.Of(!given[1].IsEmpty && given[0].Folded.EndsWith(given[1].Folded, StringComparison.Ordinal))),
        new("text(value)", "any value as text", 1, 1, [Anything], ValueKinds.Words, (given, _) => Cut(given[0].Text)),
    ];

    public static Value Cut(string text) => Value.Of(text.Length <= Longest ? text : text[..TextCut.BoundaryBefore(text, Longest)]);

    private static int Count(Value value) => value.AsNumber is { } number ? (int)Math.Clamp(number, 0, Longest) : 0;

    private static Value Part(string text, int side, int count)
    {
        var characters = StringInfo.ParseCombiningCharacters(text);
        return count >= characters.Length ? Value.Of(text)
            : count == 0 ? Value.Nothing
            : Value.Of(side == 0 ? text[..characters[count]] : text[characters[^count]..]);
    }

    private static Value.List Parts(string text, string separator) => separator.Length == 0
        ? new Value.List([Value.Of(text)])
        : new Value.List([.. text.Split(separator, MostParts).Select(part => Value.Of(part.Trim()))]);

    /// <summary>Stops at the bound, and not after it: replaced within replaced, a text would fill the memory.</summary>
    private static Value Replaced(string text, string old, string replacement)
    {
        if (old.Length == 0)
            return Value.Of(text);
        var made = new StringBuilder();
        var at = 0;
        while (made.Length < Longest && text.IndexOf(old, at, StringComparison.Ordinal) is >= 0 and var found)
        {
            made.Append(text, at, found - at).Append(replacement);
            at = found + old.Length;
        }

        return Cut(made.Append(text, at, text.Length - at).ToString());
    }
}
