using Microsoft.AspNetCore.Http;
using WhatsAppSupport.IntegrationTests.Failures.Kills;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>A process that is killed while its flows wait: for a shop's answer, for a time. Its next life goes on with all of them, once.</summary>
public sealed class KilledFlowsTests
{
    /// <summary>Fewer than one process asks of one host at a time, so that all are asked at once.</summary>
    private const int Count = 12;

    /// <summary>What it was at is free 15 s after its death; what was perhaps sent is settled 20 s after.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData(Backend.Laptop)]
    [InlineData(Backend.Production)]
    public async Task Killed_while_a_shop_is_asked_and_again_while_times_run_each_answer_and_each_timer_comes_once(Backend backend)
    {
        var shop = new Shop(seed: 1);
        await using var api = await ApiStandIn.StartAsync();
        await using var process = await SupportProcess.StartAsync(backend, ShopFlows.Of(version: 1, api.Address), new Dictionary<string, string?>
        {
            ["FLOW_PRIVATE_HOSTS"] = api.Address.Authority,
            ["FLOW_SECRET_PROCESS"] = "the only one",
            ["MSG91_TIMEOUT"] = "2",
            ["SEND_UNKNOWN_AFTER"] = "1",
        });
        var customers = Customers.Next(Count);

        api.Next(Enumerable.Repeat<Func<HttpContext, CancellationToken, Task>>((_, gone) => Task.Delay(Timeout.InfiniteTimeSpan, gone), Count));
        foreach (var customer in customers)
        {
            await process.InsistAsync(Shape.Msg91.Text(customer, ShopFlows.Quiet, Posting.NewId()));
        }

        await UntilAsync(() => api.Received.Count == Count, "all are asked for");
        await process.KillAsync();
        var keys = api.Received.Select(call => call.Headers["Idempotency-Key"]).ToHashSet();
        api.Respond = shop.AnswerAsync;
        await process.StartAsync();
        await UntilAsync(() => customers.All(customer => Heard(process, customer).Count >= 2), "all are answered");
        await process.KillAsync();
        await process.StartAsync();
        await UntilAsync(() => customers.All(customer => Heard(process, customer).Count >= ShopFlows.Replies), "all come to their end");
        await process.DrainAsync(Patience);

        var orders = shop.Orders.ToLookup(order => order.Target.Split('/')[^1]);
        keys.Count.ShouldBe(Count);
        keys.ShouldBeSubsetOf(shop.Orders.Select(order => order.Key), "what was asked for is asked for again by the same key");
        foreach (var customer in customers)
        {
            Heard(process, customer).ShouldBe(ShopFlows.Round(ShopFlows.Quiet, version: 1, [.. orders[customer].Select(order => order.Number)]));
        }
    }

    /// <summary>One that was perhaps sent, and sent once more, is one.</summary>
    private static IReadOnlyList<string> Heard(SupportProcess process, string customer) =>
        [.. process.StandIns.Msg91.SentTo(customer).DistinctBy(sent => sent.CrqId).Select(sent => sent.Text)];

    private static Task UntilAsync(Func<bool> condition, string what) => Eventually.BecomesTrueAsync(condition, Patience, what);
}
