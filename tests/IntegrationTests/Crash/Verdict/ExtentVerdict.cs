using System.Globalization;
using WhatsAppSupport.IntegrationTests.Crash.Faults;

namespace WhatsAppSupport.IntegrationTests.Crash.Verdict;

/// <summary>Was it a trial at all? Promises that nothing strained were not kept.</summary>
internal static class ExtentVerdict
{
    private const int FewestMessages = 2_000;

    /// <summary>Who lets it go on for less is looking for something, and knows.</summary>
    private static readonly TimeSpan FullLength = TimeSpan.FromMinutes(1);

    /// <summary>Claims are given up within it: a process that wakes up later has been stepped in for.</summary>
    private static readonly TimeSpan LongFreeze = TimeSpan.FromSeconds(20);

    private static readonly string[] Kinds =
    [
        ProcessFaults.Kill, ProcessFaults.Freeze, ProcessFaults.Terminate,
        StoreFaults.PostgresRestart, StoreFaults.PostgresCrash, StoreFaults.RedisRestart,
        ProviderFaults.Fails, ProviderFaults.Hangs, ProviderFaults.Loses, ProviderFaults.Drops,
    ];

    /// <param name="faults">How long things were to be broken.</param>
    public static IEnumerable<string> Find(Aftermath after, TimeSpan faults)
    {
        if (faults < FullLength)
        {
            yield break;
        }

        var messages = after.Said.DistinctBy(message => message.Id).Count();
        if (messages < FewestMessages)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"only {messages} messages were said; it takes {FewestMessages} to say anything");
        }

        foreach (var kind in Kinds.Where(kind => after.Chronicle.Count(kind) == 0))
        {
            yield return $"'{kind}' never struck";
        }

        if (!after.Chronicle.Absences.Any(absence => absence.How == ProcessFaults.Freeze && absence.Length > LongFreeze))
        {
            yield return "no process stood still for so long that its claims were given up";
        }
    }
}
