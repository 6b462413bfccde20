using System.Globalization;
using System.Text;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Application.Search;

/// <summary>
/// The words of a text or of a question, cut and folded in one and the same way: runs of letters, marks and digits, compared as
/// <see cref="FoldedText"/> does. Everything else separates words and means nothing.
/// </summary>
public sealed record SearchWords : Personal
{
    /// <summary>Of what is asked for, in characters.</summary>
    public const int AskedMaxLength = 200;

    /// <summary>What is longer than a message can be is searched by its beginning, in characters.</summary>
    private const int TextMaxLength = 8192;

    private SearchWords(IReadOnlyList<string> all) => All = all;

    /// <summary>Each once. Empty where there is nothing but signs: nothing is found by them.</summary>
    public IReadOnlyList<string> All { get; }

    public static SearchWords Of(string? text)
    {
        var (words, word) = (new HashSet<string>(StringComparer.Ordinal), new StringBuilder());
        foreach (var rune in text.AsSpan(0, Math.Min(text?.Length ?? 0, TextMaxLength)).EnumerateRunes())
        {
            if (IsOfWord(rune))
            {
                word.Append(rune.ToString());
            }
            else
            {
                End(word, words);
            }
        }

        End(word, words);
        return new SearchWords([.. words]);
    }

    private static void End(StringBuilder word, HashSet<string> words)
    {
        // Some letters are nothing but fillers.
        var folded = FoldedText.Of(word.ToString());
        word.Clear();
        if (folded.Length > 0)
        {
            words.Add(folded);
        }
    }

    private static bool IsOfWord(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.PrivateUse;
}
