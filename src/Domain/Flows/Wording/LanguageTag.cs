using System.Text.RegularExpressions;

namespace WhatsAppSupport.Domain.Flows.Wording;

/// <summary>The name of a language: <c>hi</c>, <c>pt-BR</c>, <c>zh-Hant-TW</c>.</summary>
public static partial class LanguageTag
{
    public const string Rule = "a language such as en, hi or pt-BR";

    public const string Pattern = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}";

    public static bool IsValid(string tag) => Whole().IsMatch(tag);

    /// <summary>What there is for a language: <c>hi-IN</c>, then <c>hi</c>; null where there is neither.</summary>
    public static T? For<T>(IReadOnlyDictionary<string, T> byLanguage, string? tag)
        where T : class
    {
        for (var wider = tag; byLanguage.Count > 0 && !string.IsNullOrEmpty(wider); wider = wider.LastIndexOf('-') is > 0 and var dash ? wider[..dash] : null)
        {
            if (byLanguage.TryGetValue(wider, out var found))
                return found;
        }

        return null;
    }

    [GeneratedRegex(@"\A" + Pattern + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
