using Npgsql;
using NpgsqlTypes;
using WhatsAppSupport.Application.Inbound;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

internal sealed class PostgresInboxInsert(PostgresDatabase database) : IInboxInsert
{
    /// <summary>Names its row by the hash; of one id posted twice in one batch only the first is stored.</summary>
    private const string Sql =
        """
        INSERT INTO inbox (slot, customer_hash, kind, integrated_number, provider_id_hash, received_at, body, state, attempts, recoveries, next_attempt_at, error)
        SELECT t.slot, t.customer_hash, t.kind, t.integrated_number, t.provider_id_hash, t.received_at, t.body, t.state, 0, 0, CASE WHEN t.kind = 'report' THEN t.received_at END, t.error
        FROM unnest(@slot, @customer, @kind, @number, @id, @received, @body, @state, @error)
             WITH ORDINALITY AS t(slot, customer_hash, kind, integrated_number, provider_id_hash, received_at, body, state, error, place)
        ORDER BY t.place
        ON CONFLICT (integrated_number, provider_id_hash) WHERE kind IN ('message', 'timer') DO NOTHING
        RETURNING id, integrated_number, provider_id_hash, kind
        """;

    private const int MostTries = 3;

    public async Task<IReadOnlyList<StoredEntry>> InsertAsync(IReadOnlyList<InboxEntry> entries)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await InsertOnceAsync(entries);
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < MostTries)
            {
                // Two processes got the same repeats in different orders; the other one has gone first now.
                continue;
            }
        }
    }

    private async Task<IReadOnlyList<StoredEntry>> InsertOnceAsync(IReadOnlyList<InboxEntry> entries)
    {
        await using var command = database.Webhooks.CreateCommand(Sql);
        Bind(command.Parameters, entries);

        var inserted = new List<(long Id, string Number, Guid Hash, string Kind)>(entries.Count);
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                inserted.Add((reader.GetInt64(0), reader.GetString(1), reader.GetGuid(2), reader.GetString(3)));
            }
        }

        return Match(entries, inserted);
    }

    /// <summary>Rows come back in the order of their insertion; those left out are the duplicates.</summary>
    private static StoredEntry[] Match(IReadOnlyList<InboxEntry> entries, List<(long Id, string Number, Guid Hash, string Kind)> inserted)
    {
        var stored = new StoredEntry[entries.Count];
        var next = 0;
        for (var index = 0; index < entries.Count && next < inserted.Count; index++)
        {
            var (id, number, hash, kind) = inserted[next];
            if (entries[index].ProviderId.Value == hash && entries[index].IntegratedNumber == number && LowerCase.Of(entries[index].Kind) == kind)
            {
                stored[index] = new StoredEntry(id);
                next++;
            }
        }

        return stored;
    }

    private static void Bind(NpgsqlParameterCollection parameters, IReadOnlyList<InboxEntry> entries)
    {
        parameters.AddArray("slot", NpgsqlDbType.Integer, entries, entry => entry.Customer?.Slot);
        parameters.AddArray("customer", NpgsqlDbType.Uuid, entries, entry => entry.Customer?.Value);
        parameters.AddArray("kind", NpgsqlDbType.Text, entries, entry => LowerCase.Of(entry.Kind));
        parameters.AddArray("number", NpgsqlDbType.Text, entries, entry => entry.IntegratedNumber);
        parameters.AddArray("id", NpgsqlDbType.Uuid, entries, entry => entry.ProviderId.Value);
        parameters.AddArray("received", NpgsqlDbType.TimestampTz, entries, entry => entry.ReceivedAt.UtcDateTime);
        parameters.AddArray("body", NpgsqlDbType.Bytea, entries, entry => entry.Body);
        parameters.AddArray("state", NpgsqlDbType.Text, entries, entry => LowerCase.Of(entry.Error is null ? InboxState.Pending : InboxState.Quarantined));
        parameters.AddArray("error", NpgsqlDbType.Text, entries, entry => entry.Error);
    }
}
