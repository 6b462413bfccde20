using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>A flushed or dead Redis costs speed, never a place in a flow.</summary>
public sealed class RedisLostTests : IAsyncLifetime
{
    private readonly string customer = Customers.Next();
    private RedisServer redis = null!;
    private SupportService service = null!;

    public async Task InitializeAsync()
    {
        redis = await RedisServer.StartNewAsync();
        service = await SupportService.StartAsync(Backend.Production, Flows.All, new Dictionary<string, string?> { ["REDIS_URL"] = redis.Url });
        await service.SayAsync(customer, "help");
        await service.RepliesAsync(customer, 2);
        await service.DrainAsync();
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task A_customer_goes_on_where_they_were_when_Redis_is_flushed()
    {
        await redis.FlushAsync();

        await GoesOnAsync();
    }

    [Fact]
    public async Task A_customer_goes_on_where_they_were_when_Redis_is_killed_and_when_it_is_back()
    {
        await redis.KillAsync();

        await GoesOnAsync();

        await redis.StartAsync();
        await service.SayAsync(customer, "help");
        (await service.TextsAsync(customer, 6))[4..].ShouldBe(["Sorry to hear that. Let me help.", "What is your name?"]);
    }

    private async Task GoesOnAsync()
    {
        await service.SayAsync(customer, "Asha");
        await service.SayAsync(customer, "refund");

        (await service.TextsAsync(customer, 4))[2..].ShouldBe(["Thanks Asha, what is it about?", "Refunds take 5 days."]);
    }
}
