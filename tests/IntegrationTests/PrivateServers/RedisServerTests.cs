using StackExchange.Redis;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.PrivateServers;

public sealed class RedisServerTests
{
    [Fact]
    public async Task A_server_forgets_when_flushed_and_when_killed_and_answers_again_after_each()
    {
        await using var server = await RedisServer.StartNewAsync();

        await SetAsync(server);
        await server.FlushAsync();
        (await ExistsAsync(server)).ShouldBeFalse();

        await SetAsync(server);
        await server.KillAsync();
        await Should.ThrowAsync<RedisConnectionException>(() => ExistsAsync(server));
        await server.StartAsync();
        (await ExistsAsync(server)).ShouldBeFalse();

        await server.StopAsync();
        await server.StartAsync();
        await SetAsync(server);
        (await ExistsAsync(server)).ShouldBeTrue();
    }

    private static async Task SetAsync(RedisServer server)
    {
        using var redis = await server.ConnectAsync();
        await redis.GetDatabase().StringSetAsync("key", "value");
    }

    private static async Task<bool> ExistsAsync(RedisServer server)
    {
        using var redis = await server.ConnectAsync();
        return await redis.GetDatabase().KeyExistsAsync("key");
    }
}
