using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.Api.Settings;

/// <summary>Variables that were probably meant for this program, and are not read by it: a misspelt one does nothing, silently.</summary>
internal static class UnknownNames
{
    private static readonly string[] OurPrefixes = ["MSG91_", "OPENROUTER_", "ESCALATION_", "RETAIN_", "FLOW_"];

    /// <summary>Shorter names are near to many things.</summary>
    private const int ShortestToCompare = 8;

    public static IEnumerable<string> In(IEnumerable<string> variables)
    {
        var known = SettingsReader.Names.Concat(SettingsReader.SecretNames.Select(EnvironmentValues.FileNameOf)).ToHashSet(StringComparer.Ordinal);
        foreach (var variable in variables.Where(variable => !known.Contains(variable) && !variable.StartsWith(SecretPlaceholders.Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var upper = variable.ToUpperInvariant();
            var nearest = known.MinBy(name => Distance(upper, name))!;
            var isNear = Distance(upper, nearest) <= 2 && nearest.Length >= ShortestToCompare;
            if (isNear || OurPrefixes.Any(prefix => upper.StartsWith(prefix, StringComparison.Ordinal)))
            {
                yield return $"{variable}: is not a setting and is ignored; {(isNear ? $"did you mean {nearest}?" : "take it out, or correct its name")}";
            }
        }
    }

    /// <summary>How many letters must be put in, taken out or changed (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
