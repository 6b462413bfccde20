using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Regular expressions of flows. They never take longer than the message is long: what would need going back (look-around, \1) is refused.</summary>
internal static class Patterns
{
    private const int Longest = 500;
    private const int MostKept = 1_000;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <summary>The flows of a shop ask for the same few things, such as its order numbers, and making an expression costs as much as reading the rest of the step.</summary>
    private static readonly ConcurrentDictionary<string, Regex> Kept = new(StringComparer.Ordinal);

    /// <summary>That which a text has to fit from the first to the last character.</summary>
    public static readonly Shape<Regex?> Whole = new(
        (fields, field) => fields.Text(field.Key, field.Meaning) is { } source ? Parse(fields, field.Key, source, isWhole: true) : null, Schema);

    public static JsonObject Schema
    {
        get
        {
            var schema = Json.Words.Saying($"Upper and lower case are the same; at most {Longest} characters; look-around and \\1 are not taken.");
            schema["maxLength"] = Longest;
            return schema;
        }
    }

    /// <param name="isWhole">Whether it has to fit from the first to the last character.</param>
    public static Regex? Parse(YamlFields fields, string key, string source, bool isWhole)
    {
        try
        {
            if (source.Length <= Longest && !PatternSize.IsTooLarge(source))
                return Make(isWhole ? $@"\A(?:{source})\z" : source);
            fields.Refuse(key, source.Length > Longest
                ? $"has {source.Length} characters; at most {Longest} are taken"
                : $"counts too far; {{n}} is taken up to {PatternSize.Most} in all, and counts within counts up to {PatternSize.MostWithin}", FindingCode.InvalidPattern);
        }
        catch (Exception error) when (error is RegexParseException or NotSupportedException or ArgumentException)
        {
            fields.Refuse(key, error is NotSupportedException
                ? "uses what could take for ever (look-around, a group that is meant again, an atomic group); write it without"
                : $"is no regular expression: {error.Message}", FindingCode.InvalidPattern);
        }

        return null;
    }

    private static Regex Make(string pattern)
    {
        if (Kept.TryGetValue(pattern, out var kept))
            return kept;
        if (Kept.Count >= MostKept)
            Kept.Clear();
        return Kept[pattern] = new Regex(pattern, Options);
    }
}
