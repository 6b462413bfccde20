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
    public async Task So_they_do_in_a_process_that_has_not_met_them()
    {
        await service.StopAsync();
        await redis.FlushAsync();
        await service.StartAsync();

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

    [Fact]
    public async Task A_service_that_starts_without_Redis_answers_and_uses_it_once_it_is_there()
    {
        await service.StopAsync();
        await redis.KillAsync();
        await service.StartAsync();

        await GoesOnAsync();
        (await SessionsAsync()).ShouldBe("degraded");
        await redis.StartAsync();

        // Nobody writes meanwhile: asking for the health finds out.
        await Eventually.BecomesTrueAsync(async () => await SessionsAsync() == "up", TimeSpan.FromSeconds(30), "Redis is used again");
        await service.SayAsync(Customers.Next(), "help");
        await service.DrainAsync();
        await Eventually.BecomesTrueAsync(async () => await redis.CountKeysAsync() > 0, Reading.Patience, "sessions are kept in it again");
    }

    private async Task<string?> SessionsAsync() =>
        (await service.GetAsync("/health"))["parts"]!.AsArray().Select(part => part!.AsObject()).Single(part => part.Word("name") == "sessions").Word("status");

    private async Task GoesOnAsync()
    {
        await service.SayAsync(customer, "Asha");
        await service.SayAsync(customer, "refund");

        (await service.TextsAsync(customer, 4))[2..].ShouldBe(["Thanks Asha, what is it about?", "Refunds take 5 days."]);
    }
}
