using WhatsAppSupport.IntegrationTests.Deployment;
using WhatsAppSupport.IntegrationTests.Metrics;

namespace WhatsAppSupport.IntegrationTests.Monitoring;

/// <summary>The table "Metrics" of docs/operations.md: the names that everything else may use.</summary>
internal static class ListedMetrics
{
    private static readonly string[] HistogramSuffixes = ["_bucket", "_sum", "_count"];

    private static readonly ILookup<string, ListedMetric> ByName =
        MetricsOnPage.Listed.SelectMany(metric => NamesOf(metric).Select(name => (name, metric))).ToLookup(one => one.name, one => one.metric, StringComparer.Ordinal);

    /// <summary>Prometheus puts them on by itself.</summary>
    public static IReadOnlySet<string> OwnLabels { get; } = new HashSet<string>(["instance", "job", "le"], StringComparer.Ordinal);

    public static IReadOnlySet<string> Names { get; } = ByName.Select(named => named.Key).Append("up").ToHashSet(StringComparer.Ordinal);

    public static IReadOnlySet<string> Labels { get; } = MetricsOnPage.Listed.SelectMany(metric => metric.Labels.Keys).Concat(OwnLabels).ToHashSet(StringComparer.Ordinal);

    public static IEnumerable<ListedMetric> Called(string name) => ByName[name];

    /// <summary>A part of docs/operations.md, from its heading to the next of its level.</summary>
    public static string Section(string heading) =>
        ShippedFiles.Text("docs/operations.md").Split("\n## ").Single(section => section.StartsWith($"{heading}\n", StringComparison.Ordinal));

    private static IEnumerable<string> NamesOf(ListedMetric metric) => metric.Type == "histogram" ? HistogramSuffixes.Select(suffix => metric.Name + suffix) : [metric.Name];
}
