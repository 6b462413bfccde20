using Npgsql;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.PrivateServers;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task Each_test_gets_a_database_of_its_own()
    {
        var server = await PostgresServer.SharedAsync();

        var first = await server.CreateDatabaseAsync();
        var second = await server.CreateDatabaseAsync();

        await ExecuteAsync(first, "CREATE TABLE only_here (id int)");
        await ExecuteAsync(first, "SELECT count(*) FROM only_here");
        var missing = await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(second, "SELECT count(*) FROM only_here"));
        missing.SqlState.ShouldBe(PostgresErrorCodes.UndefinedTable);
        await server.DropDatabaseAsync(first);
        await server.DropDatabaseAsync(second);
    }

    [Fact]
    public async Task A_killed_server_comes_back_on_the_same_port_with_what_was_committed()
    {
        await using var server = await PostgresServer.StartNewAsync(durable: true);
        var database = await server.CreateDatabaseAsync();
        await ExecuteAsync(database, "CREATE TABLE kept (id int)");
        await ExecuteAsync(database, "INSERT INTO kept VALUES (7)");

        await server.KillAsync();
        await Should.ThrowAsync<NpgsqlException>(() => ExecuteAsync(database, "SELECT 1"));
        await server.StartAsync();
        await server.RestartAsync();

        (await ExecuteAsync(database, "SELECT id FROM kept")).ShouldBe(7);
    }

    private static async Task<object?> ExecuteAsync(string url, string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServerUrl.ConnectionString(url));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
