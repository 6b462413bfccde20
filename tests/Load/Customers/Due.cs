using System.Diagnostics;

namespace WhatsAppSupport.Load.Customers;

/// <summary>Waiting by the clock that latencies are read from, because <see cref="Task.Delay(TimeSpan)" /> goes by a coarser one and ends some milliseconds early at times.</summary>
internal static class Due
{
    /// <summary>A delay is cut to whole milliseconds.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    public static long In(TimeSpan span) => After(Stopwatch.GetTimestamp(), span);

    public static long After(long before, TimeSpan span) => before + (long)(span.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Not at all where it has passed.</summary>
    public static async Task ComesAsync(long moment, CancellationToken over)
    {
        for (var left = Until(moment); left > TimeSpan.Zero; left = Until(moment))
        {
            await Task.Delay(left + Tick, over);
        }
    }

    private static TimeSpan Until(long moment) => Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), moment);
}
