using System.Diagnostics;
using System.Globalization;
using WhatsAppSupport.IntegrationTests.Crash.Crowd;
using WhatsAppSupport.IntegrationTests.Crash.Faults;
using WhatsAppSupport.IntegrationTests.Crash.Verdict;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Crash;

/// <summary>One run: customers talk while things break; then all is mended, and what was begun is brought to its end.</summary>
internal sealed class Ordeal(Cluster cluster, Postman postman, CrashSettings settings)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly Chronicle chronicle = new();
    private readonly Random random = new(settings.Seed);
    private readonly List<string> unfinished = [];
    private readonly List<string> phases = [];
    private long phaseBegan = Stopwatch.GetTimestamp();

    /// <summary>How long each part took.</summary>
    public string Phases => string.Join(", ", phases);

    /// <returns>What is known at the end, and what did not come to its end within the patience.</returns>
    public async Task<(Aftermath After, IReadOnlyList<string> Unfinished)> EndureAsync(TimeSpan patience)
    {
        using var time = new CancellationTokenSource(settings.Faults);
        var reporter = new Reporter(postman, random.Next(), time.Token);
        cluster.Provider.OnTaken = reporter.Report;
        cluster.Provider.Log.Withholds = true;
        var customers = Enumerable.Range(1, CrashSettings.Customers).Select(number => Customer(number, time.Token)).ToList();

        var talks = Task.WhenAll(customers.Select(customer => customer.TalkAsync()));
        await FinishAsync("what was broken is mended", settings.Faults + patience, Task.WhenAll(Strike(time.Token)));
        Over("faults");
        await FinishAsync("each message and each repeat was answered 200", patience, talks);
        Over("the last posts");
        await FinishAsync(
            "everything that was accepted is handled, sent and reported",
            patience,
            Eventually.BecomesTrueAsync(async () => await IsOverAsync(reporter), patience, "the database holds nothing that is still to be done"));
        Over("the last sends");

        return (await LookAsync(customers, reporter), unfinished);
    }

    /// <summary>Four troublemakers at once: two among the processes, one among the stores, one at the provider.</summary>
    private Task[] Strike(CancellationToken timeIsOver)
    {
        var processes = new ProcessFaults(cluster, chronicle);
        return
        [
            StrikeAsync(processes.All, 1, 5),
            StrikeAsync(processes.Long, 4, 9),
            StrikeAsync(new StoreFaults(cluster, chronicle).All, 4, 9),
            StrikeAsync(new ProviderFaults(cluster.Provider, chronicle).All, 2, 5),
        ];

        Task StrikeAsync(IReadOnlyList<Fault> faults, double shortest, double longest) =>
            Faults.Faults.StrikeAsync(faults, random.Next(), TimeSpan.FromSeconds(shortest), TimeSpan.FromSeconds(longest), timeIsOver);
    }

    private CrashCustomer Customer(int number, CancellationToken timeIsOver) => new(
        string.Create(CultureInfo.InvariantCulture, $"9196{number:D8}"), CrashSettings.MeanPause, postman, new Random(random.Next()), timeIsOver);

    private void Over(string phase)
    {
        phases.Add(string.Create(CultureInfo.InvariantCulture, $"{phase} {Stopwatch.GetElapsedTime(phaseBegan).TotalSeconds:0} s"));
        phaseBegan = Stopwatch.GetTimestamp();
    }

    /// <summary>What does not come to its end is a finding like any other: the rest may tell why.</summary>
    private async Task FinishAsync(string what, TimeSpan patience, Task end)
    {
        try
        {
            await end.WaitAsync(patience);
        }
        catch (TimeoutException tooLong)
        {
            unfinished.Add($"not in time: {what} ({tooLong.Message})\n{await cluster.Ledger.ActivityAsync()}");
        }
    }

    private async Task<bool> IsOverAsync(Reporter reporter)
    {
        await Pauses.ForAsync(Look);
        return await cluster.Ledger.IsDrainedAsync() && reporter.IsIdle;
    }

    private async Task<Aftermath> LookAsync(IReadOnlyList<CrashCustomer> customers, Reporter reporter)
    {
        var (inbound, outbound) = await cluster.Ledger.MessagesAsync();
        return new()
        {
            Customers = customers,
            Exchanges = cluster.Provider.Exchanges,
            Reports = reporter.Accepted,
            Chronicle = chronicle,
            Inbound = inbound,
            Outbound = outbound,
            Inbox = await cluster.Ledger.InboxAsync(),
            WentBack = await cluster.Ledger.WentBackAsync(),
        };
    }
}
