using System.Data.Common;
using Npgsql;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Crash;

/// <summary>What is in the database, past the program.</summary>
internal sealed class Ledger(string database)
{
    /// <summary>From now on PostgreSQL itself writes down every status that goes back from where a message was settled.</summary>
    public Task WatchStatusesAsync() => ExecuteAsync(
        """
        CREATE TABLE went_back (id uuid, was text, became text);
        CREATE FUNCTION note_going_back() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN INSERT INTO went_back VALUES (OLD.id, OLD.delivery_status, NEW.delivery_status); RETURN NULL; END $$;
        CREATE TRIGGER note_going_back AFTER UPDATE ON messages FOR EACH ROW
          WHEN (array_position(ARRAY['sent', 'failed', 'delivered', 'read'], OLD.delivery_status)
            > COALESCE(array_position(ARRAY['sent', 'failed', 'delivered', 'read'], NEW.delivery_status), 0))
          EXECUTE FUNCTION note_going_back();
        """);

    public Task<List<string>> WentBackAsync() =>
        ReadAsync("SELECT id, was, became FROM went_back", row => $"message {row.GetGuid(0)} went from {row.GetString(1)} back to {row.GetString(2)}");

    public Task<List<InboundRow>> InboundAsync() => ReadAsync(
        "SELECT sender_number, provider_message_id, created_at FROM messages WHERE direction = 'inbound' ORDER BY seq",
        row => new InboundRow(row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)));

    public Task<List<OutboundRow>> OutboundAsync() => ReadAsync(
        "SELECT replace(id::text, '-', ''), recipient_number, content, delivery_status, is_queued, repeats FROM messages WHERE direction = 'outbound' ORDER BY seq",
        row => new OutboundRow(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetBoolean(4), row.GetInt32(5)));

    /// <summary>How many rows of the inbox are in each state.</summary>
    public async Task<Dictionary<string, long>> InboxAsync() =>
        (await ReadAsync("SELECT kind || ' ' || state, count(*) FROM inbox GROUP BY 1", row => (row.GetString(0), row.GetInt64(1)))).ToDictionary();

    /// <summary>Nothing is left to handle, to apply or to send.</summary>
    public async Task<bool> IsDrainedAsync() => (await ReadAsync(
        "SELECT NOT EXISTS (SELECT 1 FROM inbox WHERE state = 'pending') AND NOT EXISTS (SELECT 1 FROM messages WHERE is_queued)",
        row => row.GetBoolean(0))).Single();

    /// <summary>Who does what there, and waits for what, for who wants to know why nothing goes on.</summary>
    public async Task<string> ActivityAsync() => string.Join('\n', await ReadAsync(
        """
        SELECT concat_ws(' ', pid, state, wait_event_type, wait_event, 'for', (now() - state_change)::text, 'blocked by', pg_blocking_pids(pid)::text, left(regexp_replace(query, '\s+', ' ', 'g'), 120))
        FROM pg_stat_activity WHERE datname = current_database() AND state IS NOT NULL
        """,
        row => row.GetString(0)));

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServerUrl.ConnectionString(database));
        await connection.OpenAsync();

        // CA2100: a test's own words, nothing from outside.
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private async Task<List<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read)
    {
        await using var connection = new NpgsqlConnection(PostgresServerUrl.ConnectionString(database));
        await connection.OpenAsync();

        // CA2100: a test's own words, nothing from outside.
#pragma warning disable CA2100
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}

internal sealed record InboundRow(string Customer, string ProviderId, DateTimeOffset HandledAt);

/// <param name="Reference">The message's id, as MSG91 gets it.</param>
internal sealed record OutboundRow(string Reference, string Customer, string Text, string Status, bool IsQueued, int Repeats);
