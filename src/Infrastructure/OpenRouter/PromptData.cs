using System.Globalization;
using System.Text;

namespace WhatsAppSupport.Infrastructure.OpenRouter;

/// <summary>Makes foreign words safe to stand in a prompt.</summary>
internal static class PromptData
{
    private const int LongestQuote = 60;

    /// <summary>WhatsApp's own limit; a webhook could carry a megabyte, and every token is paid for.</summary>
    private const int LongestText = 4_096;

    /// <summary>One line in quotes, at most 60 characters; null when nothing is left of it.</summary>
    public static string? Quote(string? value)
    {
        var line = new StringBuilder();
        foreach (var rune in (value ?? "").EnumerateRunes())
        {
            line.Append(IsHarmless(rune) ? rune.ToString() : " ");
        }

        var words = string.Join(' ', line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? null : $"\"{Cut(words, LongestQuote).TrimEnd()}\"";
    }

    public static string Cut(string text) => Cut(text, LongestText);

    /// <summary>Letters of all scripts, their marks and joiners, emojis; no line breaks, quotes or brackets of any markup.</summary>
    private static bool IsHarmless(Rune rune) =>
        rune.Value is not ('"' or '`' or '<' or '>' or '{' or '}' or '[' or ']' or '#' or '*')
        && (rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned));

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
