using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>Who stands still is stepped in for, too, and may know nothing of it.</summary>
[Collection(Alone.Name)]
public sealed class FrozenProcessTests() : SeveralProcesses(new() { ["MSG91_TIMEOUT"] = "1", ["SEND_UNKNOWN_AFTER"] = "2" })
{
    /// <summary>What was on its way when it stood still is settled by time-outs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_frozen_process_that_wakes_up_does_no_harm()
    {
        var half = Customers.Take(30).ToList();
        var posted = Task.WhenAll(half.Select(customer => First.SayAsync(customer, "thing")));
        await posted;
        await First.FreezeAsync();
        await SayAsync(Second, "thing", Customers.Skip(30));
        await AllAreAnsweredAsync(2, patience: Patience);

        await SayAsync(Second, "other");
        await AllAreAnsweredAsync(3, patience: Patience);
        await First.ThawAsync();
        await HealthAsync(First, "2 at work");
        await SayAsync(First, "third");
        await AllAreAnsweredAsync(4, patience: Patience);

        await Second.DrainAsync(Patience);
        Customers.ShouldAllBe(customer => AnswersTo(customer) == 4);
    }
}
