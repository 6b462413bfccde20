using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>Real processes that share the customers of one database: who dies, stops or stands still is stepped in for.</summary>
public sealed class SeveralProcessesTests : IAsyncLifetime
{
    /// <summary>5 s from a kill to the answers, and what a busy machine takes to give them.</summary>
    private static readonly TimeSpan TakeOver = TimeSpan.FromSeconds(5) + TimeSpan.FromSeconds(2);

    /// <summary>Less than it takes to be missed: the work was handed back.</summary>
    private static readonly TimeSpan HandBack = TimeSpan.FromSeconds(3.5);

    private readonly IReadOnlyList<string> customers = Customers.Next(60);
    private SupportProcess first = null!;
    private SupportProcess second = null!;

    public async Task InitializeAsync()
    {
        first = await SupportProcess.StartAsync(Backend.Production, Flows.All);
        second = await SupportProcess.StartAsync(first.Environment, first.StandIns);
        await HealthAsync(first, "2 at work");

        // One after another, from both: no time below is a first time's.
        foreach (var (index, customer) in customers.Index())
        {
            await (index % 2 == 0 ? first : second).SayAsync(customer, "count");
        }

        await AllAreAnsweredAsync(1);
        await second.DrainAsync();
    }

    public async Task DisposeAsync()
    {
        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    [Fact]
    public async Task After_a_kill_the_others_answer_its_customers_within_five_seconds()
    {
        var started = TimeProvider.System.GetTimestamp();
        await first.KillAsync();

        await SayAsync(second, "thing");
        await AllAreAnsweredAsync(2);

        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TakeOver);
        await AllWereAnsweredOnceAsync(2);
    }

    [Fact]
    public async Task At_SIGTERM_the_customers_are_handed_back_at_once()
    {
        await first.TerminateAsync();
        var started = TimeProvider.System.GetTimestamp();

        await SayAsync(second, "thing");
        await AllAreAnsweredAsync(2);

        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(HandBack);
        (await second.CountAsync("workers")).ShouldBe(1);
        await AllWereAnsweredOnceAsync(2);
    }

    [Fact]
    public async Task A_frozen_process_that_wakes_up_does_no_harm()
    {
        var half = customers.Take(30).ToList();
        var posted = Task.WhenAll(half.Select(customer => first.SayAsync(customer, "thing")));
        await posted;
        await first.FreezeAsync();
        await SayAsync(second, "thing", customers.Skip(30));
        await AllAreAnsweredAsync(2);

        await SayAsync(second, "other");
        await AllAreAnsweredAsync(3);
        await first.ThawAsync();
        await HealthAsync(first, "2 at work");
        await SayAsync(first, "third");
        await AllAreAnsweredAsync(4);

        await AllWereAnsweredOnceAsync(4);
    }

    private static Task HealthAsync(SupportProcess process, string words) => Eventually.BecomesTrueAsync(
        async () => (await process.GetAsync("/health"))["parts"]!.ToJsonString().Contains(words, StringComparison.Ordinal), Reading.Patience, words);

    private Task SayAsync(SupportProcess process, string text, IEnumerable<string>? some = null) =>
        Task.WhenAll((some ?? customers).Select(customer => process.SayAsync(customer, text)));

    private Task AllAreAnsweredAsync(int count) => Eventually.BecomesTrueAsync(
        () => customers.All(customer => first.StandIns.Msg91.SentTo(customer).Count >= count), Reading.Patience, $"everybody has {count} answers");

    private async Task AllWereAnsweredOnceAsync(int count)
    {
        await second.DrainAsync();
        customers.ShouldAllBe(customer => first.StandIns.Msg91.SentTo(customer).Count == count);
    }
}
