using System.Text.RegularExpressions;

namespace WhatsAppSupport.IntegrationTests.Monitoring;

/// <summary>A value by which an expression picks series of a metric; <c>a|b</c> is two of them.</summary>
/// <param name="IsPattern">The value is a regular expression.</param>
internal sealed record Pick(string Metric, string Label, bool IsPattern, string Value)
{
    public bool Matches(string value) => IsPattern ? Regex.IsMatch(value, $"^(?:{Value})$") : value == Value;
}

/// <summary>Which metrics, labels and values an expression of Prometheus asks for. It knows no more of the language than that takes.</summary>
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

    /// <summary>Also what it leaves out (<c>!=</c>, <c>!~</c>): it has to be there to be left out.</summary>
    public static IReadOnlyList<Pick> PicksIn(string expression) =>
    [
        .. from selector in MetricSelector().Matches(expression)
           from matcher in Matcher().Matches(selector.Groups["matchers"].Value)
           let isPattern = matcher.Groups["by"].Value.EndsWith('~')
           let text = matcher.Groups["text"].Value[1..^1]
           from value in isPattern ? text.Split('|') : [text]
           select new Pick(selector.Groups["metric"].Value, matcher.Groups["label"].Value, isPattern, value),
    ];

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Text();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Selector();

    [GeneratedRegex("""
        (?<metric>[\w:]*)\s*\{(?<matchers>(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[^}"'`])*)\}
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex MetricSelector();

    [GeneratedRegex("""
        (?<label>\w+)\s*(?<by>=~|!~|!=|=)\s*(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Matcher();

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
