using WhatsAppSupport.IntegrationTests.Crash.Faults;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Crash.Verdict;

/// <summary>Promise 4: nothing is sent again where there is evidence that it was sent, and without any it is sent at most once more.</summary>
internal static class EvidenceVerdict
{
    /// <summary>Evidence can be asked for once whoever holds it had so long to store it, with the database there to store it in.</summary>
    private static readonly TimeSpan TimeToStore = TimeSpan.FromSeconds(3);

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
                yield return $"message {attempts.Key} was sent again {Since(first, second)} s after the first time, though a report of it was stored";
            }

            if (WasToldSo(after, first, second))
            {
                yield return $"message {attempts.Key} was sent again {Since(first, second)} s after the first time, though its sender had been told that it was taken";
            }
        }
    }

    private static bool WasReported(Aftermath after, string reference, Msg91StandInExchange second) => after.ReportsOf[reference]
        .Any(report => report.AcceptedAt < second.At && after.Chronicle.LongestCalm(report.AcceptedAt, second.At, Chronicle.Postgres) >= TimeToStore);

    private static bool WasToldSo(Aftermath after, Msg91StandInExchange first, Msg91StandInExchange second)
    {
        var until = first.ConnectionDiedAt < second.At ? first.ConnectionDiedAt.Value : second.At;
        return first.AnsweredAt is { } told && told < until
            && after.Chronicle.LongestCalm(told, until, Chronicle.Postgres, first.Key) >= TimeToStore;
    }

    private static int Since(Msg91StandInExchange first, Msg91StandInExchange second) => (int)(second.At - first.At).TotalSeconds;
}
