namespace WhatsAppSupport.Api.Settings;

/// <summary>
/// Settings for a laptop, kept in a file: <c>NAME=value</c>, <c>#</c> comments, quotes where a value needs them. What the real
/// environment holds, even when empty, wins.
/// </summary>
public static class DotEnvFile
{
    public const string Name = ".env";

    /// <summary>The environment with the file's values where it has none of its own.</summary>
    public static IReadOnlyDictionary<string, string?> Under(
        IReadOnlyDictionary<string, string?> environment, IEnumerable<string> lines, ICollection<string> errors)
    {
        var merged = new Dictionary<string, string?>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var text = line.Trim();
            if (text.Length == 0 || text.StartsWith('#'))
            {
                continue;
            }

            var pair = WithoutExport(text).Split('=', 2);
            if (pair.Length == 2 && IsName(pair[0].Trim()))
            {
                merged[pair[0].Trim()] = Unquoted(pair[1].Trim());
            }
            else
            {
                // The line itself may hold a secret.
                errors.Add($"{Name}: line {number} is not a setting. A right line: PORT=8080");
            }
        }

        foreach (var (name, value) in environment)
        {
            merged[name] = value;
        }

        return merged;
    }

    private static string WithoutExport(string text) => text.StartsWith("export ", StringComparison.Ordinal) ? text[7..] : text;

    private static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    private static string Unquoted(string text)
    {
        if (text.Length > 0 && text[0] is '"' or '\'')
        {
            var end = text.IndexOf(text[0], 1);
            return end < 0 ? text : text[1..end];
        }

        var comment = text.IndexOf(" #", StringComparison.Ordinal);
        return text.StartsWith('#') ? "" : comment < 0 ? text : text[..comment].TrimEnd();
    }
}
