using Npgsql;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Outages;

/// <summary>PostgreSQL is there, and refuses: nothing of that is a row's own fault.</summary>
[Collection(Alone.Name)]
public sealed class PostgresRefusesTests : PostgresOutage
{
    private readonly List<NpgsqlConnection> taken = [];

    public override async Task DisposeAsync()
    {
        await FreeConnectionsAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public Task While_others_have_taken_all_connections_it_waits_for_one() => PassesAsync(TakeConnectionsAsync, FreeConnectionsAsync);

    [Fact]
    public Task While_the_database_is_read_only_nothing_is_taken_and_nothing_dies() => PassesWritesAsync(
        () => SetForOursAsync("default_transaction_read_only = on"), () => SetForOursAsync("default_transaction_read_only = off"));

    [Theory]
    [InlineData("53100")] // disk full
    [InlineData("57014")] // cancelled by an administrator
    public Task Whatever_else_the_server_runs_out_of_passes(string state) => PassesWritesAsync(
        async () =>
        {
            await Service.ExecuteAsync($"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$");
            foreach (var table in new[] { "inbox", "messages" })
            {
                await Service.ExecuteAsync($"CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION refuse()");
            }
        },
        () => Service.ExecuteAsync("DROP FUNCTION refuse CASCADE"));

    protected override Task<PostgresServer> StartServerAsync() =>
        PostgresServer.StartNewAsync(also: new Dictionary<string, string> { ["max_connections"] = "60", ["superuser_reserved_connections"] = "0" });

    private async Task SetForOursAsync(string setting)
    {
        var name = new Uri(DatabaseUrl).AbsolutePath.TrimStart('/');
        await Postgres.ExecuteAsync($"ALTER DATABASE {name} SET {setting}");
        await Postgres.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    }

    /// <summary>Takes what is free, ends those of the service, and takes theirs as well.</summary>
    private async Task TakeConnectionsAsync()
    {
        await TakeFreeConnectionsAsync();
        await using (var end = new NpgsqlCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'whatsapp-support'", taken[0]))
        {
            await Eventually.BecomesTrueAsync(
                async () =>
                {
                    await end.ExecuteNonQueryAsync();
                    return await TakeFreeConnectionsAsync() == 0;
                },
                Reading.Patience,
                "all connections are the test's");
        }
    }

    private async Task<int> TakeFreeConnectionsAsync()
    {
        for (var count = 0; ; count++)
        {
            var connection = new NpgsqlConnection(PostgresServerUrl.ConnectionString(DatabaseUrl));
            try
            {
                await connection.OpenAsync();
                taken.Add(connection);
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await connection.DisposeAsync();
                return count;
            }
        }
    }

    private async Task FreeConnectionsAsync()
    {
        foreach (var connection in taken)
        {
            await connection.DisposeAsync();
        }

        taken.Clear();
    }
}
