using System.Text.RegularExpressions;

namespace WhatsAppSupport.IntegrationTests.Monitoring;

/// <summary>Which metrics and labels an expression of Prometheus asks for. It knows no more of the language than that takes.</summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "and", "or", "unless", "offset", "bool", "atan2", "by", "without", "on", "ignoring", "group_left", "group_right", "inf", "nan" };

    public static IReadOnlySet<string> MetricsIn(string expression)
    {
        var bare = LabelList().Replace(Range().Replace(Selector().Replace(Text().Replace(expression, "0"), ""), ""), " ");
        return Name().Matches(bare).Select(name => name.Value).Where(name => !Words.Contains(name)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Those that it picks by, groups by and joins by.</summary>
    public static IReadOnlySet<string> LabelsIn(string expression)
    {
        var bare = Text().Replace(expression, "0");
        return Selector().Matches(bare).Select(selector => selector.Value)
            .Concat(LabelList().Matches(bare).Select(list => list.Groups[1].Value))
            .SelectMany(list => Label().Matches(list))
            .Select(label => label.Value)
            .ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Text();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Selector();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Range();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)", RegexOptions.IgnoreCase)]
    private static partial Regex LabelList();

    /// <summary>What an opening bracket follows is a function; what begins with a digit is a number or a time.</summary>
    [GeneratedRegex(@"(?<![\w:.])[A-Za-z_:][\w:]*\b(?![\w:]|\s*\()")]
    private static partial Regex Name();

    [GeneratedRegex("[A-Za-z_][A-Za-z_0-9]*")]
    private static partial Regex Label();
}
