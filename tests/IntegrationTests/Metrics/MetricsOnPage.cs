using System.Text.RegularExpressions;
using WhatsAppSupport.IntegrationTests.Documentation;

namespace WhatsAppSupport.IntegrationTests.Metrics;

/// <summary>A metric as docs/operations.md lists it.</summary>
/// <param name="Labels">With the values of each; none are listed where they come out of the settings.</param>
/// <param name="IsOccasional">It is there once something has happened that need not happen.</param>
internal sealed record ListedMetric(string Name, string Type, IReadOnlyDictionary<string, string[]> Labels, bool IsOccasional);

/// <summary>A value of a metric: its labels, and the value of each.</summary>
internal sealed record ShownValue(string Name, IReadOnlyDictionary<string, string> Labels);

/// <summary>Reads <c>/metrics</c>, and the page of the documents that lists what is on it.</summary>
internal static partial class MetricsOnPage
{
    public static IReadOnlyList<ListedMetric> Listed { get; } =
    [
        .. File.ReadLines(Path.Combine(Readme.Root, "docs/operations.md"))
            .SkipWhile(line => line != "## Metrics")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new ListedMetric(cells[1].Trim('`'), cells[2], LabelsIn(cells[3]), cells[4].EndsWith('†'))),
    ];

    public static IReadOnlyList<(string Name, string Type)> TypesOn(string page) =>
        [.. page.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')).Select(words => (words[2], words[3]))];

    public static IEnumerable<ShownValue> ValuesOn(string page) => page.Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => Value().Match(line))
        .Select(found => new ShownValue(
            Suffix().Replace(found.Groups["name"].Value, ""),
            Label().Matches(found.Groups["labels"].Value).ToDictionary(label => label.Groups["name"].Value, label => label.Groups["value"].Value)));

    /// <summary><c>`outcome`: accepted, refused; `model`</c>.</summary>
    private static Dictionary<string, string[]> LabelsIn(string cell) => cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(label => label.Split(':', StringSplitOptions.TrimEntries))
        .ToDictionary(label => label[0].Trim('`'), label => label.Length > 1 ? label[1].Split(',', StringSplitOptions.TrimEntries) : []);

    [GeneratedRegex(@"^(?<name>[a-z_]+)(\{(?<labels>.*)\})? \S+$")]
    private static partial Regex Value();

    [GeneratedRegex("(?<name>[a-z_]+)=\"(?<value>([^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Label();

    [GeneratedRegex("(?<=_seconds)_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
