using System.Globalization;
using WhatsAppSupport.IntegrationTests.Crash.Faults;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Crash.Verdict;

/// <summary>Promise 4: nothing is sent again where there is evidence that it was sent, and without any it is sent at most once more.</summary>
internal static class EvidenceVerdict
{
    /// <summary>Evidence can be asked for once whoever holds it had so long to store it, with the database there to store it in.</summary>
    public static readonly TimeSpan TimeToStore = TimeSpan.FromSeconds(3);

    public static IEnumerable<string> Find(Aftermath after)
    {
        foreach (var attempts in after.TakenOf.Where(attempts => attempts.Count() > 1))
        {
            var (first, second) = (attempts.First(), attempts.ElementAt(1));
            if (attempts.Count() > 2)
            {
                yield return $"message {attempts.Key} was sent {attempts.Count()} times";
            }

            if (WasReported(after, attempts.Key, second))
            {
                yield return $"message {attempts.Key} was sent again though a report of it was stored: {Story(first, second)}";
            }

            if (WasToldSo(after, first, second))
            {
                yield return $"message {attempts.Key} was sent again though its sender had been told that it was taken: {Story(first, second)}";
            }
        }
    }

    private static bool WasReported(Aftermath after, string reference, Msg91StandInExchange second) => after.ReportsOf[reference]
        .Any(report => report.AcceptedAt < second.At && after.Chronicle.LongestCalm(report.AcceptedAt, second.At, Chronicle.Postgres) >= TimeToStore);

    /// <summary>A connection that was cut before says that its sender may have given up while the answer was on its way.</summary>
    private static bool WasToldSo(Aftermath after, Msg91StandInExchange first, Msg91StandInExchange second) =>
        first.AnsweredAt is { } told && told < second.At
        && !(first.ConnectionDiedAt < second.At)
        && after.Chronicle.LongestCalm(told, second.At, Chronicle.Postgres, first.Key) >= TimeToStore;

    private static string Story(Msg91StandInExchange first, Msg91StandInExchange second)
    {
        return string.Create(
            CultureInfo.InvariantCulture,
            $"asked by {first.Key} at {first.At:HH:mm:ss.fff}, told after {After(first.AnsweredAt)}, connection gone after {After(first.ConnectionDiedAt)}, asked by {second.Key} after {After(second.At)}");

        string After(DateTimeOffset? at) => at is null ? "(never)" : string.Create(CultureInfo.InvariantCulture, $"{(at.Value - first.At).TotalSeconds:0.0} s");
    }
}
