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

    /// <returns>What is known at the end, and what did not come to its end within the patience.</returns>
    public async Task<(Aftermath After, IReadOnlyList<string> Unfinished)> EndureAsync(TimeSpan patience)
    {
        var reporter = new Reporter(postman, random.Next());
        cluster.Provider.OnTaken = reporter.Report;
        var customers = Enumerable.Range(1, CrashSettings.Customers).Select(Customer).ToList();

        using var time = new CancellationTokenSource(settings.Faults);
        var talks = Task.WhenAll(customers.Select(customer => customer.TalkAsync()));
        await Task.WhenAll(Strike(time.Token));
        await FinishAsync("each message and each repeat was answered 200", patience, () => Task.FromResult(talks.IsCompleted));
        await FinishAsync(
            "everything that was accepted is handled, sent and reported", patience, async () => await cluster.Ledger.IsDrainedAsync() && reporter.IsIdle);

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

    private CrashCustomer Customer(int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"9196{number:D8}"),
        settings.MessagesOfOne,
        CrashSettings.MeanPause,
        postman,
        new Random(random.Next()));

    private async Task FinishAsync(string what, TimeSpan patience, Func<Task<bool>> isFinished)
    {
        try
        {
            await Eventually.BecomesTrueAsync(
                async () =>
                {
                    await Pauses.ForAsync(Look);
                    return await isFinished();
                },
                patience,
                what);
        }
        catch (TimeoutException tooLong)
        {
            unfinished.Add(tooLong.Message);
        }
    }

    private async Task<Aftermath> LookAsync(IReadOnlyList<CrashCustomer> customers, Reporter reporter) => new()
    {
        Customers = customers,
        Exchanges = cluster.Provider.Exchanges,
        Reports = reporter.Accepted,
        Chronicle = chronicle,
        Inbound = await cluster.Ledger.InboundAsync(),
        Outbound = await cluster.Ledger.OutboundAsync(),
        Inbox = await cluster.Ledger.InboxAsync(),
        WentBack = await cluster.Ledger.WentBackAsync(),
    };
}
