using WhatsAppSupport.IntegrationTests.Hosting;

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
}
