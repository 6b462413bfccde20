using System.Text.RegularExpressions;

namespace WhatsAppSupport.Domain.Flows.Wording;

/// <summary>The name of a language: <c>hi</c>, <c>pt-BR</c>, <c>zh-Hant-TW</c>.</summary>
public static partial class LanguageTag
{
    public const string Rule = "a language such as en, hi or pt-BR";

    public static bool IsValid(string tag) => Pattern().IsMatch(tag);

    /// <summary>The language without its last part; null for one that has no parts.</summary>
    public static string? Wider(string tag) => tag.LastIndexOf('-') is > 0 and var dash ? tag[..dash] : null;

    [GeneratedRegex(@"\A[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
