using Npgsql;
using WhatsAppSupport.Infrastructure.Persistence.Postgres;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>A machine that is lost in the midst of a transaction, or stands still, does not hold its locks for hours.</summary>
public sealed class SessionsOnPostgres(PostgresStores stores) : IClassFixture<PostgresStores>
{
    public static readonly TheoryData<Func<string, NpgsqlDataSource>> Pools =
        [PostgresSource.Open, PostgresSource.OpenForWebhooks, PostgresSource.OpenForQuestions];

    [Theory]
    [MemberData(nameof(Pools))]
    public async Task Whoever_is_gone_without_a_word_or_stands_still_in_a_transaction_is_let_go_of_within_a_minute(Func<string, NpgsqlDataSource> open)
    {
        await using var source = open(stores.ConnectionString);

        // The second use of the same session: nothing puts it back.
        await TellAsync(source, "tcp_keepalives_idle");
        var (idle, interval, count) = (int.Parse(await TellAsync(source, "tcp_keepalives_idle")), int.Parse(await TellAsync(source, "tcp_keepalives_interval")), int.Parse(await TellAsync(source, "tcp_keepalives_count")));

        (idle + (interval * count)).ShouldBeInRange(30, 60);
        (await TellAsync(source, "idle_in_transaction_session_timeout")).ShouldBe("1min");
    }

    [Fact]
    public async Task Who_migrates_keeps_the_lock_however_long_the_migrations_take()
    {
        var hasty = new NpgsqlDataSourceBuilder(stores.ConnectionString);
        hasty.UsePhysicalConnectionInitializer(Hurry, async connection => await HurryAsync(connection));
        await using var source = hasty.Build();
        await using var watching = NpgsqlDataSource.Create(stores.ConnectionString);
        await using var held = (await PostgresMigrationLock.TakeAsync(source, CancellationToken.None)).ShouldNotBeNull();
        await using var other = await source.OpenConnectionAsync();
        await using var still = await other.BeginTransactionAsync();
        await using var number = new NpgsqlCommand("SELECT pg_backend_pid()", other, still);
        var process = (int)(await number.ExecuteScalarAsync())!;

        await Eventually.BecomesTrueAsync(
            async () => await CountAsync(watching, $"pg_stat_activity WHERE pid = {process}") == 0, TimeSpan.FromSeconds(30), "whoever stood still as long is gone");

        (await CountAsync(watching, "pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")).ShouldBe(1);
    }

    private static async Task<string> TellAsync(NpgsqlDataSource source, string setting)
    {
        await using var show = source.CreateCommand($"SHOW {setting}");
        return (string)(await show.ExecuteScalarAsync())!;
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string rows)
    {
        await using var count = source.CreateCommand($"SELECT count(*) FROM {rows}");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static void Hurry(NpgsqlConnection connection)
    {
        using var hurry = new NpgsqlCommand(Haste, connection);
        hurry.ExecuteNonQuery();
    }

    private static async Task HurryAsync(NpgsqlConnection connection)
    {
        await using var hurry = new NpgsqlCommand(Haste, connection);
        await hurry.ExecuteNonQueryAsync();
    }

    private const string Haste = "SET idle_in_transaction_session_timeout = '300ms'";
}
