using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite;

internal sealed class SqliteInboxInsert(SqliteDatabase database) : IInboxInsert
{
    private const string Sql =
        $"""
        INSERT INTO inbox (slot, customer_hash, kind, integrated_number, provider_id_hash, received_at, body, state, attempts, recoveries, next_attempt_at, error, traceparent)
        VALUES (@slot, @customer, @kind, @number, @id, @received, @body, @state, 0, 0, CASE WHEN @kind = 'report' THEN @received END, @error, @trace)
        ON CONFLICT (integrated_number, provider_id_hash) WHERE {InboxTable.IsOfLane} DO NOTHING
        RETURNING id
        """;

    public async Task<IReadOnlyList<StoredEntry>> InsertAsync(IReadOnlyList<InboxEntry> entries)
    {
        using var entered = await database.EnterWriteAsync(CancellationToken.None);
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        var stored = new List<StoredEntry>(entries.Count);
        foreach (var entry in entries)
        {
            await using var command = connection.Of(
                database,
                Sql,
                ("@slot", entry.Slot),
                ("@customer", entry.Customer?.Value),
                ("@kind", LowerCase.Of(entry.Kind)),
                ("@number", entry.IntegratedNumber),
                ("@id", entry.ProviderId.Value),
                ("@received", entry.ReceivedAt),
                ("@body", entry.Body.ToArray()),
                ("@state", LowerCase.Of(entry.Error is null ? InboxState.Pending : InboxState.Quarantined)),
                ("@error", entry.Error),
                ("@trace", entry.TraceParent));
            command.Transaction = transaction;
            stored.Add(new StoredEntry((long?)await command.ExecuteScalarAsync()));
        }

        await transaction.CommitAsync();
        return stored;
    }
}
