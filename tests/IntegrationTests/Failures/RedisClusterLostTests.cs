using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>A cluster whose master dies while customers write: all of them are answered, all the time, in the right place of their flow.</summary>
public sealed class RedisClusterLostTests : IAsyncLifetime
{
    private const int AtOnce = 12;

    private RedisCluster cluster = null!;
    private SupportService service = null!;

    public async Task InitializeAsync()
    {
        cluster = await RedisCluster.StartNewAsync();
        service = await SupportService.StartAsync(Backend.Production, Flows.All, new Dictionary<string, string?> { ["REDIS_URL"] = cluster.Url });
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Customers_are_answered_before_while_and_after_a_master_dies()
    {
        var before = await BegunAsync();

        var killed = await cluster.KillMasterAsync();
        await GoOnAsync(before);
        var meanwhile = await BegunAsync();
        await cluster.IsWholeAsync(without: killed);
        await GoOnAsync(meanwhile);
        await IsUpAsync("after the fail-over");
        await cluster.StartAsync(killed);
        await cluster.IsWholeAsync();
        await GoOnAsync(await BegunAsync());
        await IsUpAsync("after the killed node has come back");
    }

    private async Task<IReadOnlyList<string>> BegunAsync()
    {
        var customers = Customers.Next(AtOnce);
        await Task.WhenAll(customers.Select(customer => service.SayAsync(customer, "help")));
        await Task.WhenAll(customers.Select(customer => service.RepliesAsync(customer, 2)));
        return customers;
    }

    private async Task GoOnAsync(IReadOnlyList<string> customers)
    {
        await Task.WhenAll(customers.Select(customer => service.SayAsync(customer, "Asha")));
        foreach (var customer in customers)
        {
            (await service.TextsAsync(customer, 3))[2].ShouldBe("Thanks Asha, what is it about?");
        }
    }

    private Task IsUpAsync(string when) => Eventually.BecomesTrueAsync(
        async () => (await service.GetAsync("/health")).Word("status") == "up", TimeSpan.FromSeconds(45), $"health shows no trouble {when}");
}
