using StackExchange.Redis;
using WhatsAppSupport.Infrastructure.Redis;
using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>Two processes that never look for work by themselves: only what is woken over Redis is handled.</summary>
public sealed class WakesTests : IAsyncLifetime
{
    private RedisServer redis = null!;
    private SupportService one = null!;
    private SupportService two = null!;

    public async Task InitializeAsync()
    {
        redis = await RedisServer.StartNewAsync();
        one = await WithoutPollAsync(new() { ["REDIS_URL"] = redis.Url });
        two = await WithoutPollAsync(new() { ["REDIS_URL"] = redis.Url, ["DATABASE_URL"] = one.Environment["DATABASE_URL"] });
        await AreReadyAsync();
    }

    public async Task DisposeAsync()
    {
        await two.DisposeAsync();
        await one.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public Task Who_stores_a_message_for_another_process_wakes_it() => AllAreWokenAsync();

    [Fact]
    public async Task It_does_so_again_when_Redis_was_away_and_is_back()
    {
        await redis.KillAsync();
        await Eventually.BecomesTrueAsync(() => !IsConnected(one) && !IsConnected(two), Reading.Patience, "both have lost Redis");

        await redis.StartAsync();
        await AreReadyAsync();

        await AllAreWokenAsync();
    }

    /// <summary>After seconds of failed calls the connection is thrown away, and with it whatever it had subscribed to.</summary>
    [Fact]
    public async Task It_does_so_again_when_the_connection_was_made_anew_while_Redis_was_away()
    {
        await redis.KillAsync();
        await Task.WhenAll(LosesItsConnectionAsync(one), LosesItsConnectionAsync(two));

        await redis.StartAsync();
        await AreReadyAsync();

        await AllAreWokenAsync();
    }

    /// <summary>Said to one, by customers of both.</summary>
    private async Task AllAreWokenAsync()
    {
        var customers = Customers.Next(40);
        await Task.WhenAll(customers.Select(customer => one.SayAsync(customer, "thing")));

        await Eventually.BecomesTrueAsync(
            () => customers.All(customer => one.Msg91.SentTo(customer).Count + two.Msg91.SentTo(customer).Count == 1), Reading.Patience, "everybody is answered");
        customers.ShouldContain(customer => two.Msg91.SentTo(customer).Count == 1);
    }

    /// <summary>Both share the customers, both listen and both would be heard.</summary>
    private Task AreReadyAsync() => Eventually.BecomesTrueAsync(
        async () => await HealthAsync(one) && await HealthAsync(two) && await ListenersAsync() == 2, TimeSpan.FromSeconds(60), "both can wake each other");

    private static async Task<bool> HealthAsync(SupportService service) =>
        (await service.GetAsync("/health"))["parts"]!.ToJsonString().Contains("2 at work", StringComparison.Ordinal) && service.Get<RedisCircuit>().IsConnected;

    private async Task<int> ListenersAsync()
    {
        var connection = await redis.ConnectAsync();
        var channels = (RedisResult[])(await connection.GetDatabase().ExecuteAsync("PUBSUB", "CHANNELS", "wa:wake:*"))!;
        await connection.CloseAsync(allowCommandsToComplete: false);
        return channels.Length;
    }

    private static async Task LosesItsConnectionAsync(SupportService service)
    {
        var before = await service.Get<RedisConnection>().ConnectAsync();
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await service.Get<RedisCircuit>().AskAsync(database => database.PingAsync(), TimeSpan.Zero, CancellationToken.None);
                return !ReferenceEquals(await service.Get<RedisConnection>().ConnectAsync(), before);
            },
            TimeSpan.FromSeconds(60),
            "the connection is made anew");
    }

    private static bool IsConnected(SupportService service) => service.Get<RedisConnection>().IsConnected;

    private static Task<SupportService> WithoutPollAsync(Dictionary<string, string?> settings) => SupportService.StartAsync(
        Backend.Production,
        Flows.All,
        settings,
        builder => builder.Services.Remove(builder.Services.Single(service => service.ImplementationType?.Name == "LanePoll")));
}
