using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>Who dies or stops is stepped in for.</summary>
[Collection(Alone.Name)]
public sealed class SeveralProcessesTests : SeveralProcesses
{
    /// <summary>5 s from a kill to the answers, and what a busy machine takes to give them.</summary>
    private static readonly TimeSpan TakeOver = TimeSpan.FromSeconds(5) + TimeSpan.FromSeconds(2);

    /// <summary>Less than it takes to be missed: the work was handed back.</summary>
    private static readonly TimeSpan HandBack = TimeSpan.FromSeconds(3.5);

    [Fact]
    public async Task After_a_kill_the_others_answer_its_customers_within_five_seconds()
    {
        var started = TimeProvider.System.GetTimestamp();
        await First.KillAsync();

        await SayAsync(Second, "thing");
        await AllAreAnsweredAsync(2);

        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TakeOver);
        await AllWereAnsweredOnceAsync(2);
    }

    [Fact]
    public async Task At_SIGTERM_the_customers_are_handed_back_at_once()
    {
        await First.TerminateAsync();
        var started = TimeProvider.System.GetTimestamp();

        await SayAsync(Second, "thing");
        await AllAreAnsweredAsync(2);

        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(HandBack);
        (await Second.CountAsync("workers")).ShouldBe(1);
        await AllWereAnsweredOnceAsync(2);
    }

    /// <summary>Without the poll, only what is woken is handled.</summary>
    [Fact]
    public async Task Who_stores_a_message_for_another_process_wakes_it()
    {
        await First.KillAsync();
        await Second.TerminateAsync();
        await using var one = await WithoutPollAsync();
        await using var two = await WithoutPollAsync();
        await Eventually.BecomesTrueAsync(async () => await IsSharedByTwoAsync(one) && await IsSharedByTwoAsync(two), Reading.Patience, "both know each other");

        foreach (var customer in Customers)
        {
            await one.SayAsync(customer, "thing");
        }

        await AllAreAnsweredAsync(2, customer => one.Msg91.SentTo(customer).Count + two.Msg91.SentTo(customer).Count + First.StandIns.Msg91.SentTo(customer).Count);
    }

    private static async Task<bool> IsSharedByTwoAsync(SupportService service) =>
        (await service.GetAsync("/health"))["parts"]!.ToJsonString().Contains("2 at work", StringComparison.Ordinal);

    private Task<SupportService> WithoutPollAsync() => SupportService.StartAsync(
        Backend.Production,
        Flows.All,
        new Dictionary<string, string?> { ["DATABASE_URL"] = First.Environment["DATABASE_URL"], ["REDIS_URL"] = First.Environment["REDIS_URL"] },
        builder => builder.Services.Remove(builder.Services.Single(service => service.ImplementationType?.Name == "LanePoll")));
}
