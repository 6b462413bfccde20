using System.Text.RegularExpressions;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Regular expressions of flows. They never take longer than the message is long: what would need going back (look-around, \1) is refused.</summary>
internal static class Patterns
{
    private const int Longest = 500;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <param name="isWhole">Whether it has to fit from the first to the last character.</param>
    public static Regex? Read(YamlFields fields, string key, bool isWhole) =>
        fields.RequiredText(key, "a regular expression, such as [A-Z]{2}[0-9]{6}") is { } source ? Parse(fields, key, source, isWhole) : null;

    public static Regex? Parse(YamlFields fields, string key, string source, bool isWhole)
    {
        try
        {
            if (source.Length <= Longest)
                return new Regex(isWhole ? $@"\A(?:{source})\z" : source, Options);
            fields.Refuse(key, $"has {source.Length} characters; at most {Longest} are taken", FindingCode.InvalidPattern);
        }
        catch (Exception error) when (error is RegexParseException or NotSupportedException or ArgumentException)
        {
            fields.Refuse(key, error is NotSupportedException
                ? "uses what could take for ever (look-around, a group that is meant again, an atomic group); write it without"
                : $"is no regular expression: {error.Message}", FindingCode.InvalidPattern);
        }

        return null;
    }
}
