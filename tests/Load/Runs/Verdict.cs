using WhatsAppSupport.Load.Customers;
using WhatsAppSupport.Load.Measures;
using WhatsAppSupport.Load.Profiles;
using WhatsAppSupport.Load.Reports;
using WhatsAppSupport.Load.Servers;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.Load.Runs;

/// <summary>What must not be, by what MSG91 was given and by what is stored.</summary>
internal static class Verdict
{
    /// <summary>What was answered 200 is done in the background: reports, and what is stored of a send.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<string>> FaultsAsync(RunReport report, Tally tally, Crowd crowd, Rig rig)
    {
        var (left, unapplied) = await LeftAsync(report.Profile, rig);
        (bool Is, string Fault)[] faults =
        [
            (rig.HasLostProgram, "a process of the program has ended"),
            (crowd.GivenUp > 0, $"{crowd.GivenUp} posts were never answered 200, and nothing more was said"),
            (crowd.Lost() > 0, $"{crowd.Lost()} messages were answered by nobody"),
            (tally.Repeated > 0, $"{tally.Repeated} replies came twice"),
            (tally.OutOfOrder > 0, $"{tally.OutOfOrder} replies came out of their turn"),
            (tally.Unexpected > 0, $"{tally.Unexpected} replies answer nothing that was said"),
            (left > 0, $"{left} rows of the inbox are not done"),
            (unapplied > 0, $"{unapplied} replies do not have the state that was reported last, or are not sent"),
            .. report.Profile.Bounds is { } bounds ? BoundsOf(report, bounds) : [],
        ];
        return [.. faults.Where(fault => fault.Is).Select(fault => fault.Fault)];
    }

    /// <summary>Once there is nothing left, or when nobody waits any longer.</summary>
    private static async Task<(long Inbox, long Unapplied)> LeftAsync(Profile profile, Rig rig)
    {
        var left = (Inbox: 0L, Unapplied: 0L);
        try
        {
            await Eventually.BecomesTrueAsync(async () => (left = await CountAsync(profile, rig)) == default, Patience, "all is done");
        }
        catch (TimeoutException)
        {
            // What is left is the verdict.
        }

        return left;
    }

    private static async Task<(long Inbox, long Unapplied)> CountAsync(Profile profile, Rig rig)
    {
        var last = profile.Reports.Count == 0 ? "sent" : profile.Reports[^1];
        return (await rig.CountAsync("inbox WHERE state <> 'done'"), await rig.CountAsync($"messages WHERE direction = 'outbound' AND delivery_status <> '{last}'"));
    }

    private static IEnumerable<(bool Is, string Fault)> BoundsOf(RunReport report, Bounds bounds)
    {
        var memory = report.Processes.Where(pair => pair.Key.StartsWith("program", StringComparison.Ordinal)).SelectMany(pair => pair.Value).Select(sample => sample.Megabytes).DefaultIfEmpty(0).Max();
        yield return (report.Webhooks.P99 > bounds.WebhookP99, $"webhooks: p99 {report.Webhooks.P99:0.0} ms, and {bounds.WebhookP99:0} are allowed");
        yield return (report.Replies.P99 > bounds.ReplyP99, $"replies: p99 {report.Replies.P99:0.0} ms, and {bounds.ReplyP99:0} are allowed");
        yield return (memory > bounds.Memory, $"memory: {memory:0} MB, and {bounds.Memory:0} are allowed");
    }
}
