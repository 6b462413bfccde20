using System.Globalization;
using System.Text;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Search;

/// <summary>The words that somebody searches by: runs of letters, marks and digits. Everything else separates words and means nothing.</summary>
public sealed record SearchWords : Personal
{
    /// <summary>Of what is asked for, in characters.</summary>
    public const int AskedMaxLength = 200;

    private SearchWords(IReadOnlyList<string> all) => All = all;

    /// <summary>Empty where nothing but signs was asked for: nothing is found by them.</summary>
    public IReadOnlyList<string> All { get; }

    public static SearchWords Of(string text)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        foreach (var rune in text.EnumerateRunes())
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
        return new SearchWords(words);
    }

    private static void End(StringBuilder word, List<string> words)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    private static bool IsOfWord(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.PrivateUse;
}
