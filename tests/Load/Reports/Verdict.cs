using WhatsAppSupport.Load.Profiles;

namespace WhatsAppSupport.Load.Reports;

/// <summary>What must not be.</summary>
internal static class Verdict
{
    public static IReadOnlyList<string> On(RunReport report)
    {
        (bool Is, string Fault)[] faults =
        [
            (report.Said == 0, "nothing was said"),
            (report.Remains.HasLostProgram, "a process of the program has ended"),
            (report.GivenUp > 0, $"{report.GivenUp} posts were never answered 200, and nothing more was said"),
            (report.Lost > 0, $"{report.Lost} messages were answered by nobody"),
            (report.Doubled > 0, $"{report.Doubled} replies came twice"),
            (report.Misplaced > 0, $"{report.Misplaced} replies came out of their turn"),
            (report.Unexpected > 0, $"{report.Unexpected} replies answer nothing that was said"),
            (report.Remains.Inbox > 0, $"{report.Remains.Inbox} rows of the inbox are not done"),
            (report.Remains.Unapplied > 0, $"{report.Remains.Unapplied} replies do not have the state that was reported last, or are not sent"),
            .. report.Profile.Bounds is { } bounds ? BoundsOf(report, bounds) : [],
        ];
        return [.. faults.Where(fault => fault.Is).Select(fault => fault.Fault)];
    }

    /// <summary>With what the load program ends. A profile that grows does so until there is a fault, which is what it looks for.</summary>
    public static int ExitCode(IReadOnlyList<RunReport> runs) => runs.Any(run => run.Profile.Grows is null && run.Faults.Count > 0) ? 1 : 0;

    private static IEnumerable<(bool Is, string Fault)> BoundsOf(RunReport report, Bounds bounds)
    {
        var memory = report.Processes.Where(pair => pair.Key.StartsWith("program", StringComparison.Ordinal)).SelectMany(pair => pair.Value).Select(sample => sample.Megabytes).DefaultIfEmpty(0).Max();
        yield return (report.Webhooks.P99 > bounds.WebhookP99, $"webhooks: p99 {report.Webhooks.P99:0.0} ms, and {bounds.WebhookP99:0} are allowed");
        yield return (report.Reports.P99 > bounds.WebhookP99, $"reports: p99 {report.Reports.P99:0.0} ms, and {bounds.WebhookP99:0} are allowed");
        yield return (report.Replies.P99 > bounds.ReplyP99, $"replies: p99 {report.Replies.P99:0.0} ms, and {bounds.ReplyP99:0} are allowed");
        yield return (memory > bounds.Memory, $"memory: {memory:0} MB, and {bounds.Memory:0} are allowed");
    }
}
