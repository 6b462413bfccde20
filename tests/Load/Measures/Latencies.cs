namespace WhatsAppSupport.Load.Measures;

/// <summary>How long many things took, each of them kept: nothing is rounded into buckets.</summary>
internal sealed class Latencies
{
    private readonly Lock gate = new();
    private readonly List<float> milliseconds = [];

    public void Add(TimeSpan took)
    {
        lock (gate)
        {
            milliseconds.Add((float)took.TotalMilliseconds);
        }
    }

    public Percentiles Read()
    {
        float[] sorted;
        lock (gate)
        {
            sorted = [.. milliseconds];
        }

        Array.Sort(sorted);
        return sorted.Length == 0
            ? new Percentiles(0, 0, 0, 0, 0)
            : new Percentiles(sorted.Length, At(sorted, 0.50), At(sorted, 0.95), At(sorted, 0.99), Round(sorted[^1]));
    }

    private static double At(float[] sorted, double share) => Round(sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)]);

    private static double Round(float value) => Math.Round(value, 1);
}

/// <summary>In milliseconds.</summary>
internal sealed record Percentiles(int Count, double P50, double P95, double P99, double Max)
{
    public override string ToString() => $"p50 {P50:0.0}, p95 {P95:0.0}, p99 {P99:0.0}, max {Max:0.0} ms ({Count})";
}
