using System.Diagnostics;
using WhatsAppSupport.IntegrationTests.Crash.Crowd;
using WhatsAppSupport.IntegrationTests.Crash.Verdict;
using WhatsAppSupport.IntegrationTests.Hosting;
using Xunit.Abstractions;

namespace WhatsAppSupport.IntegrationTests.Crash;

/// <summary>The promises hold while everything breaks (docs/crash-suite.md).</summary>
[Collection(Alone.Name)]
[Trait("Suite", "Crash")]
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int MostShown = 40;

    /// <summary>The last faults come at the very end; a claim whose process died is settled after 20 s, and MSG91's log is asked up to a minute apart.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(300);

    [Fact]
    public async Task Nothing_is_lost_and_nothing_comes_twice()
    {
        var settings = CrashSettings.Read();
        var started = Stopwatch.GetTimestamp();
        output.WriteLine($"CRASH_SEED={settings.Seed}, {settings.Faults.TotalMinutes:0.0} minutes of faults");
        await using var cluster = await Cluster.StartAsync();
        using var postman = new Postman(cluster.Processes);
        await cluster.Ledger.WatchStatusesAsync();

        var ordeal = new Ordeal(cluster, postman, settings);
        var start = Stopwatch.GetElapsedTime(started);

        var (after, unfinished) = await ordeal.EndureAsync(Patience);

        string[] summary = [.. Summary.Of(after, postman), $"took {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s: start {start.TotalSeconds:0} s, {ordeal.Phases}"];
        foreach (var line in summary)
        {
            output.WriteLine(line);
        }

        IReadOnlyList<string> violations = [.. unfinished, .. UnexpectedAnswers(postman), .. after.Violations(), .. ExtentVerdict.Find(after, settings.Faults)];
        if (violations.Count > 0)
        {
            output.WriteLine(string.Join('\n', violations));
            string[] shown = [.. violations.Take(MostShown), .. summary, CrashLogs.Keep(cluster.Processes, after.Chronicle)];
            Assert.Fail($"{violations.Count} violations, CRASH_SEED={settings.Seed}\n{string.Join('\n', shown)}");
        }
    }

    /// <summary>The webhook says 200 or 503, and nothing else to a body that is right.</summary>
    private static IEnumerable<string> UnexpectedAnswers(Postman postman) =>
        postman.Answers.Keys.Where(answer => char.IsDigit(answer[0]) && answer is not ("200" or "503")).Select(answer => $"the webhook answered {answer}");
}
