using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Outages;

/// <summary>PostgreSQL is stopped, killed, restarted or stands still: what was answered 200 is handled once it is back.</summary>
[Collection(Alone.Name)]
public sealed class PostgresGoneTests : PostgresOutage
{
    [Fact]
    public Task Stopped_it_is_told_at_once_and_nothing_is_lost() => PassesAsync(Postgres.StopAsync, Postgres.StartAsync);

    [Fact]
    public Task Killed_it_is_told_at_once_and_nothing_is_lost() => PassesAsync(Postgres.KillAsync, Postgres.StartAsync);

    /// <summary>Longer than the driver's time-out of a command and its cancelling together: nothing may rely on them.</summary>
    [Fact]
    public Task Frozen_it_is_told_in_time_however_long_it_lasts_and_nothing_is_lost() =>
        PassesAsync(Postgres.FreezeAsync, Postgres.ThawAsync, TimeSpan.FromSeconds(30));

    [Fact]
    public Task Frozen_and_then_killed_it_is_found_again() => PassesAsync(Postgres.FreezeAsync, async () =>
    {
        await Postgres.KillFamilyAsync();
        await Postgres.StartAsync();
    });
}
