using System.Diagnostics;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Infrastructure.Redis;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Sessions;

/// <summary>Measures what a dead Redis costs.</summary>
[Collection(Alone.Name)]
public sealed class RedisOutageTests : IAsyncLifetime
{
    private readonly RedisSessions sessions = new() { CallBudget = new RedisOptions { Hosts = [] }.CallBudget };

    public Task InitializeAsync() => sessions.InitializeAsync();

    [Fact]
    public async Task A_killed_Redis_is_a_quick_miss_and_is_used_again_once_it_is_back()
    {
        var key = GivenSession.NewKey();
        await sessions.Store.SaveAsync(key, GivenSession.AtVersion(1), CancellationToken.None);

        await sessions.Server.KillAsync();

        await IsQuickMissAsync(key);
        await sessions.Store.SaveAsync(key, GivenSession.AtVersion(2), CancellationToken.None);
        await sessions.Store.ForgetAsync(key, CancellationToken.None);
        sessions.Health.IsConnected.ShouldBeFalse();
        await sessions.Server.StartAsync();
        await sessions.WorksAsync();
        sessions.Health.IsConnected.ShouldBeTrue();
        sessions.Health.Kind.ShouldBe("redis");
    }

    [Fact]
    public async Task A_Redis_that_hangs_costs_one_short_wait_and_not_one_a_call()
    {
        var key = GivenSession.NewKey();

        await sessions.Server.FreezeAsync();

        await IsQuickMissAsync(key);
        var hundredCalls = await TimeAsync(async () =>
        {
            for (var call = 0; call < 100; call++)
            {
                await sessions.Store.FindAsync(key, CancellationToken.None);
            }
        });
        hundredCalls.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        await sessions.Server.ThawAsync();
        await sessions.WorksAsync();
    }

    [Fact]
    public async Task After_seconds_of_failures_the_connection_is_made_anew()
    {
        await sessions.Server.FreezeAsync();

        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await sessions.Store.FindAsync(GivenSession.NewKey(), CancellationToken.None);
                return sessions.Log.All.Any(text => text.Contains("made anew", StringComparison.Ordinal));
            },
            TimeSpan.FromSeconds(30),
            "the connection is made anew");

        await sessions.Server.ThawAsync();
        await sessions.WorksAsync();
    }

    [Fact]
    public async Task A_hundred_failures_are_one_warning_that_tells_no_key()
    {
        var key = GivenSession.NewKey();
        await sessions.Server.KillAsync();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ => await sessions.Store.FindAsync(key, CancellationToken.None)));

        sessions.Log.Warnings.ShouldHaveSingleItem().ShouldStartWith("Redis fails (");
        sessions.Log.All.ShouldAllBe(text => !text.Contains(key.Customer.ToString()));
    }

    public Task DisposeAsync() => sessions.DisposeAsync();

    private async Task IsQuickMissAsync(SessionKey key)
    {
        var time = await TimeAsync(async () => (await sessions.Store.FindAsync(key, CancellationToken.None)).ShouldBeNull());

        // The budget is 250 ms; the rest is for a busy machine. The client by itself would take 5 s.
        time.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started);
    }
}
