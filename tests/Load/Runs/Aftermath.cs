using WhatsAppSupport.Load.Profiles;
using WhatsAppSupport.Load.Reports;
using WhatsAppSupport.Load.Servers;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.Load.Runs;

/// <summary>Waits until all that was answered 200 is done.</summary>
internal static class Aftermath
{
    /// <summary>What was answered 200 is done in the background: reports, and what is stored of a send.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Once there is nothing left, or when nobody waits any longer.</summary>
    public static async Task<Remains> OfAsync(Profile profile, Rig rig)
    {
        var left = (Inbox: 0L, Unapplied: 0L);
        try
        {
            await Eventually.BecomesTrueAsync(async () => (left = await CountAsync(profile, rig)) == default, Patience, "all is done");
        }
        catch (TimeoutException)
        {
            // What is left is the verdict's.
        }

        return new Remains(rig.HasLostProgram, left.Inbox, left.Unapplied);
    }

    private static async Task<(long Inbox, long Unapplied)> CountAsync(Profile profile, Rig rig)
    {
        var last = profile.Reports.Count == 0 ? "sent" : profile.Reports[^1];
        return (await rig.CountAsync("inbox WHERE state <> 'done'"), await rig.CountAsync($"messages WHERE direction = 'outbound' AND delivery_status <> '{last}'"));
    }
}
