using System.Collections.Concurrent;
using System.Globalization;

namespace WhatsAppSupport.Application.Checkups;

/// <summary>What time it is elsewhere, as others' answers have told it. Signed times and service windows go by clocks that agree.</summary>
public sealed class HeardClocks
{
    /// <summary>A date in an answer has whole seconds, and the answer took a while.</summary>
    public static readonly TimeSpan MostApart = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, TimeSpan> ahead = new(StringComparer.Ordinal);

    /// <param name="whose">Such as <c>MSG91</c>.</param>
    /// <param name="theirs">Null: they did not say.</param>
    public void Hear(string whose, DateTimeOffset? theirs, DateTimeOffset ours)
    {
        if (theirs is { } time)
        {
            ahead[whose] = ours - time;
        }
    }

    /// <summary>One finding for all of them.</summary>
    public Finding Judge()
    {
        if (ahead.IsEmpty)
        {
            return Finding.Good("nobody outside was asked, so nothing to compare it with");
        }

        var told = string.Join(", ", ahead.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{Words(pair.Value)} {pair.Key}'s"));
        return ahead.Values.All(apart => apart.Duration() <= MostApart)
            ? Finding.Good($"this machine's is {told}")
            : Finding.Doubtful($"this machine's is {told}", "set it by NTP: timers, the 24-hour window and signed-in sessions go by it");
    }

    private static string Words(TimeSpan apart) => apart.Duration() < TimeSpan.FromSeconds(2)
        ? "with"
        : string.Create(CultureInfo.InvariantCulture, $"{apart.Duration().TotalSeconds:0} s {(apart > TimeSpan.Zero ? "ahead of" : "behind")}");
}
