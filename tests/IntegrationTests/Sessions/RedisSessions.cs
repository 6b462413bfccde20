using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Infrastructure.Redis;
using WhatsAppSupport.Infrastructure.Sessions;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Sessions;

/// <summary>A private Redis and the registered store on it, with what it logged.</summary>
public sealed class RedisSessions : IAsyncLifetime
{
    private ServiceProvider services = new ServiceCollection().BuildServiceProvider();

    public RedisServer Server { get; private set; } = null!;

    /// <summary>The one that all processes share.</summary>
    public ISessionStore Store => services.GetRequiredService<RedisSessionStore>();

    /// <summary>What a process uses: its own memory before the shared one.</summary>
    public ISessionStore NearStore => services.GetRequiredService<ISessionStore>();

    public ISessionStoreHealth Health => services.GetRequiredService<ISessionStoreHealth>();

    /// <summary>As patient as a test of what is stored wants it, however busy the machine is.</summary>
    public TimeSpan CallBudget { get; init; } = TimeSpan.FromSeconds(20);

    public KeptLog Log { get; } = new();

    public async Task InitializeAsync()
    {
        Server = await RedisServer.StartNewAsync();
        services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Log))
            .AddRedisSessions(RedisUrl.Parse(Server.Url).Value with { CallBudget = CallBudget })
            .BuildServiceProvider();
        await services.GetRequiredService<RedisConnection>().ConnectAsync();
        await WorksAsync();
    }

    /// <summary>Waits until what is saved is found, which first calls after a start or an outage do not promise.</summary>
    public Task WorksAsync() => Eventually.BecomesTrueAsync(
        async () =>
        {
            var key = GivenSession.NewKey();
            await Store.SaveAsync(key, GivenSession.AtVersion(1), CancellationToken.None);
            return await Store.FindAsync(key, CancellationToken.None) is not null;
        },
        TimeSpan.FromSeconds(30),
        "the session store on Redis works");

    /// <summary>Looks at Redis past the store.</summary>
    public async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        var redis = await Server.ConnectAsync();
        try
        {
            return await ask(redis.GetDatabase());
        }
        finally
        {
            await redis.CloseAsync(allowCommandsToComplete: false);
        }
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await Server.DisposeAsync();
    }
}
