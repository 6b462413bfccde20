using System.Globalization;
using System.Text.RegularExpressions;

namespace WhatsAppSupport.Load.Measures;

/// <summary>Where the time goes, by the histograms of the program's own metrics; over all processes and labels.</summary>
internal sealed partial class StageTimes
{
    private readonly Dictionary<string, Histogram> histograms = [];

    public static async Task<StageTimes> ReadAsync(IEnumerable<Uri> processes)
    {
        using var http = new HttpClient();
        return Read(string.Concat(await Task.WhenAll(processes.Select(process => http.GetStringAsync(new Uri(process, "/metrics"))))));
    }

    /// <param name="pages">One after another.</param>
    public static StageTimes Read(string pages)
    {
        var read = new StageTimes();
        foreach (var line in pages.Split('\n'))
        {
            read.Take(line);
        }

        return read;
    }

    /// <summary>What was added since then.</summary>
    public IReadOnlyList<StageTime> Since(StageTimes before) =>
    [
        .. histograms.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, Value: pair.Value.Since(before.histograms.GetValueOrDefault(pair.Key))))
            .Where(pair => pair.Value.Count > 0)
            .Select(pair => new StageTime(pair.Key, (long)pair.Value.Count, pair.Value.Mean, pair.Value.At(0.5), pair.Value.At(0.95), pair.Value.At(0.99))),
    ];

    private void Take(string line)
    {
        if (Line().Match(line) is not { Success: true } found)
        {
            return;
        }

        var histogram = histograms.TryGetValue(found.Groups["name"].Value, out var known) ? known : histograms[found.Groups["name"].Value] = new Histogram();
        var value = double.Parse(found.Groups["value"].Value, CultureInfo.InvariantCulture);
        histogram.Take(found.Groups["kind"].Value, found.Groups["le"].Value, value);
    }

    [GeneratedRegex("^(?<name>\\w*_seconds)_(?<kind>bucket|sum|count)(?:\\{(?:[^}]*?le=\"(?<le>[^\"]*)\")?[^}]*\\})? (?<value>[-+.eE0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();

    private sealed class Histogram
    {
        private readonly SortedDictionary<double, double> buckets = [];

        public double Count { get; private set; }

        public double Sum { get; private set; }

        public double Mean => Math.Round(Sum / Count * 1000, 2);

        public void Take(string kind, string le, double value)
        {
            switch (kind)
            {
                case "sum":
                    Sum += value;
                    break;
                case "count":
                    Count += value;
                    break;
                default:
                    var bound = le == "+Inf" ? double.PositiveInfinity : double.Parse(le, CultureInfo.InvariantCulture);
                    buckets[bound] = buckets.GetValueOrDefault(bound) + value;
                    break;
            }
        }

        public Histogram Since(Histogram? before)
        {
            var since = new Histogram { Count = Count - (before?.Count ?? 0), Sum = Sum - (before?.Sum ?? 0) };
            foreach (var (bound, value) in buckets)
            {
                since.buckets[bound] = value - (before?.buckets.GetValueOrDefault(bound) ?? 0);
            }

            return since;
        }

        /// <summary>In milliseconds, evenly within a bucket; the last bound where it is beyond all of them.</summary>
        public double At(double share)
        {
            var (lower, below) = (0.0, 0.0);
            foreach (var (bound, upTo) in buckets)
            {
                if (upTo >= share * Count)
                {
                    var at = double.IsInfinity(bound) ? lower : lower + ((bound - lower) * (((share * Count) - below) / Math.Max(1, upTo - below)));
                    return Math.Round(at * 1000, 2);
                }

                (lower, below) = (bound, upTo);
            }

            return Math.Round(lower * 1000, 2);
        }
    }
}

/// <summary>In milliseconds; the percentiles as far as the buckets tell them.</summary>
internal sealed record StageTime(string Name, long Count, double Mean, double P50, double P95, double P99);
