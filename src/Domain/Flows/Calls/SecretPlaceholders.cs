using System.Text.RegularExpressions;

namespace WhatsAppSupport.Domain.Flows.Calls;

/// <summary>Where a secret is to stand in a call: <c>${FLOW_SECRET_SHOP_KEY}</c>, by the name of the setting that holds it.</summary>
public static partial class SecretPlaceholders
{
    public const string Prefix = "FLOW_SECRET_";

    public const string Pattern = @"\$\{(?<name>FLOW_SECRET_[A-Z0-9_]{1,64})\}";

    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>In the order in which they stand there, each once.</summary>
    public static IEnumerable<string> NamesIn(string text) => Place().Matches(text).Select(place => place.Groups["name"].Value).Distinct(StringComparer.Ordinal);

    /// <param name="secret">The secret of a name, as it is to stand there.</param>
    public static string Filled(string text, Func<string, string> secret) => Place().Replace(text, place => secret(place.Groups["name"].Value));

    /// <summary>The text is a placeholder, then anything: what the secret holds begins it.</summary>
    public static bool Begin(string text) => Place().Match(text) is { Success: true, Index: 0 };

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@"\AFLOW_SECRET_[A-Z0-9_]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
