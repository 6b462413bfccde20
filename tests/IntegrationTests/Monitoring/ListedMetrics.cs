using System.Text.RegularExpressions;
using WhatsAppSupport.IntegrationTests.Deployment;

namespace WhatsAppSupport.IntegrationTests.Monitoring;

/// <summary>The table "Metrics" of docs/operations.md: the names that everything else may use.</summary>
internal static partial class ListedMetrics
{
    private static readonly string[] HistogramSuffixes = ["_bucket", "_sum", "_count"];

    /// <summary>Prometheus puts them on by itself.</summary>
    private static readonly string[] OwnLabels = ["instance", "job", "le"];

    private static readonly IReadOnlyList<Match> Rows = Row().Matches(Section("Metrics")).ToList();

    public static IReadOnlySet<string> Names { get; } = Rows.SelectMany(row => NamesOf(row)).Append("up").ToHashSet(StringComparer.Ordinal);

    public static IReadOnlySet<string> Labels { get; } =
        Rows.SelectMany(row => Quoted().Matches(row.Groups["labels"].Value)).Select(label => label.Groups[1].Value).Concat(OwnLabels).ToHashSet(StringComparer.Ordinal);

    /// <summary>A part of docs/operations.md, from its heading to the next of its level.</summary>
    public static string Section(string heading) =>
        ShippedFiles.Text("docs/operations.md").Split("\n## ").Single(section => section.StartsWith($"{heading}\n", StringComparison.Ordinal));

    private static IEnumerable<string> NamesOf(Match row) => row.Groups["type"].Value.Trim() == "histogram"
        ? HistogramSuffixes.Select(suffix => row.Groups["name"].Value + suffix)
        : [row.Groups["name"].Value];

    [GeneratedRegex(@"^\| `(?<name>[a-z_0-9]+)` \|(?<type>[^|]*)\|(?<labels>[^|]*)\|[^|]*\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Quoted();
}
