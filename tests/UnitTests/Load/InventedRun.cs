using WhatsAppSupport.Load.Measures;
using WhatsAppSupport.Load.Profiles;
using WhatsAppSupport.Load.Reports;

namespace WhatsAppSupport.UnitTests.Load;

/// <summary>A run in which all went well.</summary>
internal static class InventedRun
{
    public static RunReport Of(string profile) => new()
    {
        Profile = Profile.ReadAll()[profile],
        At = DateTimeOffset.UnixEpoch,
        Seconds = 10,
        Said = 400,
        Heard = 400,
        PerSecond = 40,
        Repeats = 80,
        ReportsPosted = 1200,
        GivenUp = 0,
        Lost = 0,
        Doubled = 0,
        Misplaced = 0,
        Unexpected = 0,
        Webhooks = new Percentiles(480, 5, 10, 20, 30),
        Reports = new Percentiles(1200, 4, 8, 16, 32),
        Replies = new Percentiles(400, 10, 20, 40, 60),
        Moments = [new Moment { Said = 400, Heard = 400 }],
        Processes = new Dictionary<string, List<ProcessSample>> { ["program 1"] = [new(1, 200), new(2, 210)], ["PostgreSQL"] = [new(1, 2000), new(2, 2100)] },
    };
}
