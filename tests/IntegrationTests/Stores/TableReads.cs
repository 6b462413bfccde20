using System.Globalization;
using Npgsql;
using WhatsAppSupport.Infrastructure.Persistence.Postgres;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>PostgreSQL's own counters of how its tables were read.</summary>
internal sealed class TableReads(PostgresStores stores)
{
    /// <summary>A server process tells what it has done when its connection ends, or later: what was filled in must not be told in the middle.</summary>
    public async Task EndConnectionsAsync()
    {
        var database = stores.Get<PostgresDatabase>();
        database.Source.Clear();
        database.Webhooks.Clear();
        await using var source = NpgsqlDataSource.Create(stores.ConnectionString);
        await using var others = source.CreateCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()");
        await Eventually.BecomesTrueAsync(
            async () => (long)(await others.ExecuteScalarAsync())! == 0, TimeSpan.FromSeconds(60), "all other connections have ended");
    }

    /// <summary>How often an index was used, and how many of its entries were read for that.</summary>
    public async Task<(long Scans, long Entries)> OfIndexAsync(string name)
    {
        await using var source = NpgsqlDataSource.Create(stores.ConnectionString);
        await using var command = source.CreateCommand("SELECT idx_scan, idx_tup_read FROM pg_stat_user_indexes WHERE indexrelname = @name");
        command.Parameters.AddWithValue("name", name);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>How often each table was read through, and how often by an index.</summary>
    public async Task<Dictionary<string, (long Through, long ByIndex)>> CountAsync(params string[] besides)
    {
        await using var source = NpgsqlDataSource.Create(stores.ConnectionString);
        await using var command = source.CreateCommand(
            """
            SELECT relname, seq_scan, COALESCE(idx_scan, 0) FROM pg_stat_user_tables
            WHERE relname IN ('inbox', 'messages', 'conversations', 'customers', 'provider_references') OR relname = ANY(@besides)
            """);
        command.Parameters.AddWithValue("besides", besides);
        await using var reader = await command.ExecuteReaderAsync();
        var counters = new Dictionary<string, (long Through, long ByIndex)>();
        while (await reader.ReadAsync())
        {
            counters[reader.GetString(0)] = (reader.GetInt64(1), Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture));
        }

        return counters;
    }
}
