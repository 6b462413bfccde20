using Npgsql;
using NpgsqlTypes;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

internal sealed class PostgresInboxInsert(PostgresDatabase database) : IInboxInsert
{
    /// <summary>
    /// Ids are given in the order of arrival, but rows are inserted in the order of the unique index: two processes that get the
    /// same repeats in different orders then wait for each other one way only, and never for ever. Of one id posted twice in one
    /// batch the first is stored.
    /// </summary>
    private const string Sql =
        $"""
        WITH arrived AS MATERIALIZED (
          SELECT nextval('inbox_id_seq') AS id, t.*
          FROM unnest(@slot, @customer, @kind, @number, @id, @received, @body, @state, @error, @trace)
               WITH ORDINALITY AS t(slot, customer_hash, kind, integrated_number, provider_id_hash, received_at, body, state, error, traceparent, place)
        ), inserted AS (
          INSERT INTO inbox (id, slot, customer_hash, kind, integrated_number, provider_id_hash, received_at, body, state, attempts, recoveries, next_attempt_at, error, traceparent)
          SELECT a.id, a.slot, a.customer_hash, a.kind, a.integrated_number, a.provider_id_hash, a.received_at, a.body, a.state, 0, 0, CASE WHEN a.kind = 'report' THEN a.received_at END, a.error, a.traceparent
          FROM arrived a
          ORDER BY a.integrated_number, a.provider_id_hash, a.place
          ON CONFLICT (integrated_number, provider_id_hash) WHERE {InboxTable.IsOfLane} DO NOTHING
          RETURNING id
        )
        SELECT (a.place - 1)::int, a.id FROM inserted JOIN arrived a USING (id)
        """;

    public async Task<IReadOnlyList<StoredEntry>> InsertAsync(IReadOnlyList<InboxEntry> entries)
    {
        await using var command = database.Webhooks.CreateCommand(Sql);
        Bind(command.Parameters, entries);

        var stored = new StoredEntry[entries.Count];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            stored[reader.GetInt32(0)] = new StoredEntry(reader.GetInt64(1));
        }

        return stored;
    }

    private static void Bind(NpgsqlParameterCollection parameters, IReadOnlyList<InboxEntry> entries)
    {
        parameters.AddArray("slot", NpgsqlDbType.Integer, entries, entry => entry.Slot);
        parameters.AddArray("customer", NpgsqlDbType.Uuid, entries, entry => entry.Customer?.Value);
        parameters.AddArray("kind", NpgsqlDbType.Text, entries, entry => LowerCase.Of(entry.Kind));
        parameters.AddArray("number", NpgsqlDbType.Text, entries, entry => entry.IntegratedNumber);
        parameters.AddArray("id", NpgsqlDbType.Uuid, entries, entry => entry.ProviderId.Value);
        parameters.AddArray("received", NpgsqlDbType.TimestampTz, entries, entry => entry.ReceivedAt.UtcDateTime);
        parameters.AddArray("body", NpgsqlDbType.Bytea, entries, entry => entry.Body);
        parameters.AddArray("state", NpgsqlDbType.Text, entries, entry => LowerCase.Of(entry.Error is null ? InboxState.Pending : InboxState.Quarantined));
        parameters.AddArray("error", NpgsqlDbType.Text, entries, entry => entry.Error);
        parameters.AddArray("trace", NpgsqlDbType.Text, entries, entry => entry.TraceParent);
    }
}
