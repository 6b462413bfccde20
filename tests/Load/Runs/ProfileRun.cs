using WhatsAppSupport.Load.Customers;
using WhatsAppSupport.Load.Measures;
using WhatsAppSupport.Load.Profiles;
using WhatsAppSupport.Load.Reports;
using WhatsAppSupport.Load.Servers;

namespace WhatsAppSupport.Load.Runs;

/// <summary>One profile on servers of its own, from the first message to the last reply.</summary>
internal static class ProfileRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Everything is compiled and prepared before anything counts; shorter for a look whether it works at all.</summary>
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(60);

    /// <returns>One, or one for each round of a profile that grows.</returns>
    public static async Task<IReadOnlyList<RunReport>> RunAsync(Profile profile, string keys, TextWriter output)
    {
        await using var rig = await Rig.StartAsync(Talk.Flow, keys, profile.Processes);
        using var postman = new Postman(rig.Addresses);
        using var crowd = new Crowd(profile, postman, rig.Msg91);
        await crowd.BeginAsync();
        var warmUp = profile.Lasting(Math.Min(LongestWarmUp.TotalSeconds, profile.Length.TotalSeconds));
        await crowd.TalkAsync(warmUp.Stages);
        await crowd.DrainAsync(Patience);

        var reports = new List<RunReport>();
        for (var round = profile; ; round = round.Faster(profile.Grows!.Value))
        {
            reports.Add(await RoundAsync(rig, crowd, round));
            PrintedReport.Write(reports[^1], output);
            if (profile.Grows is null || reports[^1].Faults.Count > 0)
            {
                return reports;
            }
        }
    }

    private static async Task<RunReport> RoundAsync(Rig rig, Crowd crowd, Profile profile)
    {
        var refused = crowd.Refused;
        var (stages, at) = (await StagesAsync(rig), TimeProvider.System.GetUtcNow());
        await StatementTime.BeginAsync(rig.ConnectionString);
        Tally tally;
        IReadOnlyDictionary<string, List<ProcessSample>> processes;
        await using (var watch = new ProcessWatch(rig.Groups()))
        {
            tally = await crowd.TalkAsync(profile.Stages);
            processes = watch.Samples;
        }

        await crowd.DrainAsync(Patience);
        var (times, statements) = ((await StagesAsync(rig)).Since(stages), await StatementTime.ReadAsync(rig.ConnectionString));
        var remains = await Aftermath.OfAsync(profile, rig);

        // At last: what comes once too often may come late.
        return RunReport.Of(profile, at, tally, crowd) with
        {
            Refused = crowd.Refused - refused,
            Stages = times,
            Statements = statements,
            Remains = remains,
            Processes = processes,
        };
    }

    /// <summary>Nothing, where one of the processes cannot tell any more.</summary>
    private static async Task<StageTimes> StagesAsync(Rig rig) => rig.HasLostProgram ? StageTimes.Read("") : await StageTimes.ReadAsync(rig.Addresses);
}
