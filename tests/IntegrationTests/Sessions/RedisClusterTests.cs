using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Infrastructure.Redis;
using WhatsAppSupport.Infrastructure.Sessions;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Sessions;

/// <summary>A master dies under traffic, its replica takes over, and it comes back: a third of the sessions is missed meanwhile, for seconds.</summary>
public sealed class RedisClusterTests : IAsyncLifetime
{
    /// <summary>What is promised, once the cluster itself serves every slot.</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(30);

    /// <summary>So many keys are in each third of the slots, and in most hundredths of them.</summary>
    private const int Keys = 400;

    private RedisCluster cluster = null!;
    private ServiceProvider services = null!;
    private volatile bool isStopping;
    private long calls;
    private long longest;

    private KeptLog Log { get; } = new();

    private RedisSessionStore Store => services.GetRequiredService<RedisSessionStore>();

    public async Task InitializeAsync()
    {
        cluster = await RedisCluster.StartNewAsync();
        services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Log))
            .AddRedisSessions(RedisUrl.Parse(cluster.Url).Value)
            .BuildServiceProvider();
        await EverySlotWorksAsync("at the start");
    }

    [Fact]
    public async Task A_master_that_dies_under_traffic_and_comes_back_costs_seconds_and_no_answer()
    {
        var traffic = Enumerable.Range(0, 6).Select(_ => Task.Run(GoOnAsync)).ToList();

        var killed = await cluster.KillMasterAsync();
        await cluster.IsWholeAsync(without: killed);
        await EverySlotWorksAsync("after the fail-over");
        await cluster.StartAsync(killed);
        await cluster.IsWholeAsync();
        await EverySlotWorksAsync("after the killed node has come back");
        isStopping = true;
        await Task.WhenAll(traffic);

        Interlocked.Read(ref calls).ShouldBeGreaterThan(1_000);
        TimeSpan.FromTicks(Interlocked.Read(ref longest)).ShouldBeLessThan(TimeSpan.FromSeconds(5), "no turn waits for Redis longer than its budget and a busy machine");
        services.GetRequiredService<ISessionStoreHealth>().IsConnected.ShouldBeTrue();
        Log.Warnings.ShouldAllBe(text => text.StartsWith("Redis fails (", StringComparison.Ordinal));
    }

    public async Task DisposeAsync()
    {
        isStopping = true;
        await services.DisposeAsync();
        await cluster.DisposeAsync();
    }

    /// <summary>What turns do: look up, save, forget. Whatever they throw fails the test.</summary>
    private async Task GoOnAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isStopping)
        {
            var key = GivenSession.NewKey();
            var started = Stopwatch.GetTimestamp();
            await Store.FindAsync(key, CancellationToken.None);
            await Store.SaveAsync(key, GivenSession.AtVersion(1), CancellationToken.None);
            await Store.ForgetAsync(key, CancellationToken.None);
            InterlockedMax(ref longest, Stopwatch.GetElapsedTime(started).Ticks);
            Interlocked.Increment(ref calls);
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Forgetting is what the client does not mend by itself: it holds the new master to be a replica still, and refuses to write.</summary>
    private Task EverySlotWorksAsync(string when) => Eventually.BecomesTrueAsync(
        async () =>
        {
            var keys = Enumerable.Range(0, Keys).Select(_ => GivenSession.NewKey()).ToList();
            foreach (var key in keys)
            {
                await Store.SaveAsync(key, GivenSession.AtVersion(1), CancellationToken.None);
                var isKept = await Store.FindAsync(key, CancellationToken.None) is not null;
                await Store.ForgetAsync(key, CancellationToken.None);
                if (!isKept || await Store.FindAsync(key, CancellationToken.None) is not null)
                {
                    return false;
                }
            }

            return true;
        },
        Promised,
        $"sessions are kept in every slot {when}");

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Interlocked.Read(ref most); value > seen; seen = Interlocked.Read(ref most))
        {
            if (Interlocked.CompareExchange(ref most, value, seen) == seen)
            {
                return;
            }
        }
    }
}
