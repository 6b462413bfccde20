using System.Data.Common;
using Npgsql;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Crash;

/// <summary>What is in the database, past the program.</summary>
/// <param name="settings">Those of the processes.</param>
internal sealed class Ledger(IReadOnlyDictionary<string, string?> settings)
{
    private readonly string database = settings["DATABASE_URL"]!;

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

    /// <summary>All that was said, in the order in which it was committed.</summary>
    public async Task<(IReadOnlyList<InboundRow> Inbound, IReadOnlyList<OutboundRow> Outbound)> MessagesAsync()
    {
        await using var rows = await OpenedRows.OfAsync(settings);
        var messages = await rows.MessagesAsync();
        return (
            [.. from row in messages where row.Message.Direction == Direction.Inbound select InboundRow.Of(row.Message)],
            [.. from row in messages where row.Message.Direction == Direction.Outbound select OutboundRow.Of(row)]);
    }

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

internal sealed record InboundRow(string Customer, string ProviderId, DateTimeOffset HandledAt)
{
    public static InboundRow Of(Message message) => new(message.SenderNumber, message.ProviderMessageId!, message.CreatedAt);
}

/// <param name="Reference">The message's id, as MSG91 gets it.</param>
internal sealed record OutboundRow(string Reference, string Customer, string Text, string Status, bool IsQueued, int Repeats)
{
    public static OutboundRow Of(OpenedMessage row) => new(
        row.Message.Id.Value.ToString("N"), row.Message.RecipientNumber, row.Message.Content!, LowerCase.Of(row.Message.Status), row.IsQueued, row.Repeats);
}
