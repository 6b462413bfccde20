using WhatsAppSupport.Load.Reports;

namespace WhatsAppSupport.Load.Runs;

/// <summary>What the program bears: the last round in which all was answered in time, and what failed first in the next one.</summary>
internal static class Knee
{
    public static string Of(IReadOnlyList<RunReport> rounds)
    {
        var kept = rounds.LastOrDefault(round => round.Faults.Count == 0);
        return $"{rounds[0].Profile.Processes} processes: the knee is at {kept?.PerSecond ?? 0:0} turns a second; at {rounds[^1].Profile.Stages[^1].To:0}: {string.Join("; ", rounds[^1].Faults)}";
    }
}
