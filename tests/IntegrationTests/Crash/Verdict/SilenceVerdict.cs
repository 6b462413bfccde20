using WhatsAppSupport.IntegrationTests.Crash.Faults;

namespace WhatsAppSupport.IntegrationTests.Crash.Verdict;

/// <summary>
/// How long a message that was accepted waited for its turn, from the moment when a process last went away: what takes over must do so
/// within five seconds. Only where the database was there all the time, and for a while before.
/// </summary>
internal static class SilenceVerdict
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(6);

    /// <summary>Five are promised; the rest is for a machine that does other things as well. The longest freeze is far beyond.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(15);

    /// <summary>Beyond that no machine is an excuse: a claim is given up by then, and whoever waited for it was not stepped in for.</summary>
    private static readonly TimeSpan MostExcused = TimeSpan.FromSeconds(20);

    /// <summary>Where it takes longer to start a process than that, little can be said of takeovers: the machine has no time for us.</summary>
    public static IEnumerable<string> Find(Aftermath after) =>
        from how in new[] { ProcessFaults.Kill, ProcessFaults.Freeze }
        let longest = Longest(after, how)
        where longest > Usual && (longest > after.Chronicle.SlowestStart || longest > MostExcused)
        select $"{longest.TotalSeconds:0.0} s of silence after {how}";

    /// <param name="how">Of those that followed such a fault.</param>
    public static TimeSpan Longest(Aftermath after, string how) => SilencesOf(after).Where(silence => silence.Cause?.How == how).Select(silence => silence.Length).DefaultIfEmpty().Max();

    private static IEnumerable<(Absence? Cause, TimeSpan Length)> SilencesOf(Aftermath after)
    {
        var handled = after.Inbound.DistinctBy(row => row.ProviderId).ToDictionary(row => row.ProviderId, row => row.HandledAt);
        var faults = after.Chronicle.Absences.Where(absence => absence.How is ProcessFaults.Kill or ProcessFaults.Freeze).OrderBy(absence => absence.From).ToList();
        foreach (var message in after.Said)
        {
            if (message.AnsweredAt is not { } answered || !handled.TryGetValue(message.Id, out var at))
            {
                continue;
            }

            var cause = faults.LastOrDefault(fault => fault.From < at && fault.Until > answered);
            var since = cause?.From > answered ? cause.From : answered;
            if (after.Chronicle.IsCalm(since - Recovery, at, Chronicle.Postgres))
            {
                yield return (cause, at - since);
            }
        }
    }
}
