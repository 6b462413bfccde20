using System.Data.Common;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Parked;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence;

internal sealed class ParkedRows(Database database, InboxSeal seal, TimeProvider clock) : IParkedRows
{
    public async Task<IReadOnlyList<InboxRowView>> ListAsync(InboxFilter filter, CancellationToken cancellationToken)
    {
        var sql = filter.State switch
        {
            null => ParkedRowsSql.ListParked,
            InboxState.Dead => ParkedRowsSql.ListDead,
            InboxState.Quarantined => ParkedRowsSql.ListQuarantined,
            InboxState.Pending => ParkedRowsSql.ListPending,
            var state => throw new InvalidOperationException($"Rows that are {state} are not listed."),
        };
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Of(database, sql, ("@before", filter.Before ?? long.MaxValue), ("@limit", filter.Limit));
        return await command.ListAsync(View, cancellationToken);
    }

    public async Task<ParkedRow?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Of(database, ParkedRowsSql.Find, ("@id", id));
        var found = await command.ListAsync(Row, cancellationToken);
        return found is [var (row, stored)] ? row with { Body = await seal.OpenAsync(stored, cancellationToken) } : null;
    }

    public async Task<bool> ReviveAsync(long id, AuditEntry entry, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var revive = connection.Of(database, ParkedRowsSql.Revive, ("@id", id), ("@now", clock.GetUtcNow()));
        revive.Transaction = transaction;
        if (await revive.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        await transaction.RecordAsync(database, entry, clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async Task<Result<ReplacedRow>> ReplaceAsync(long id, IReadOnlyList<InboxEntry> entries, AuditEntry entry, CancellationToken cancellationToken)
    {
        var rows = await seal.SealAsync(entries, cancellationToken);
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var settle = connection.Of(database, ParkedRowsSql.Settle, ("@id", id));
        settle.Transaction = transaction;
        if (await settle.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return new InboxRowNotParked(id);
        }

        try
        {
            var stored = await InsertAsync(connection, transaction, rows, cancellationToken);
            await transaction.RecordAsync(database, entry, clock.GetUtcNow(), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new ReplacedRow(stored);
        }
        catch (Exception exception) when (DatabaseFaults.IsRowsFault(exception))
        {
            return new InboxRowStillUnreadable(id, "body: the database cannot hold what is read of it");
        }
    }

    /// <summary>
    /// Ids in the order of arrival, inserts in the order of the unique index, as webhooks do (<see cref="IInboxInsert"/>): who gets the same
    /// messages at once then waits one way only.
    /// </summary>
    private async Task<IReadOnlyList<StoredEntry>> InsertAsync(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<InboxEntry> entries, CancellationToken cancellationToken)
    {
        var ids = new long?[entries.Count];
        for (var place = 0; database.DrawInboxId is { } drawn && place < ids.Length; place++)
        {
            await using var draw = connection.Of(database, drawn);
            draw.Transaction = transaction;
            ids[place] = (long?)await draw.ExecuteScalarAsync(cancellationToken);
        }

        var places = Enumerable.Range(0, entries.Count);
        if (database.DrawInboxId is not null)
        {
            places = places.OrderBy(place => entries[place].IntegratedNumber, StringComparer.Ordinal).ThenBy(place => entries[place].ProviderId.Value);
        }

        var stored = new StoredEntry[entries.Count];
        foreach (var place in places)
        {
            await using var insert = Insert(connection, ids[place], entries[place]);
            insert.Transaction = transaction;
            stored[place] = new StoredEntry((long?)await insert.ExecuteScalarAsync(cancellationToken));
        }

        return stored;
    }

    private DbCommand Insert(DbConnection connection, long? id, InboxEntry entry) => connection.Of(
        database,
        ParkedRowsSql.Insert,
        ("@row", id),
        ("@slot", entry.Slot),
        ("@customer", entry.Customer?.Value),
        ("@kind", LowerCase.Of(entry.Kind)),
        ("@number", entry.IntegratedNumber),
        ("@id", entry.ProviderId.Value),
        ("@received", entry.ReceivedAt),
        ("@body", entry.Body.ToArray()),
        ("@state", LowerCase.Of(entry.Error is null ? InboxState.Pending : InboxState.Quarantined)),
        ("@next", entry.Kind == InboxKind.Report ? entry.ReceivedAt : null),
        ("@error", entry.Error));

    private InboxRowView View(DbDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        State = LowerCase.Read<InboxState>(reader.GetString(1)),
        Kind = LowerCase.Read<InboxKind>(reader.GetString(2)),
        ReceivedAt = database.ReadInstant(reader, 3),
        Attempts = reader.GetInt32(4),
        Recoveries = reader.GetInt32(5),
        Error = reader.IsDBNull(6) ? null : reader.GetString(6),
        Customer = reader.IsDBNull(7) ? null : database.ReadId(reader, 7),
        Conversation = reader.IsDBNull(8) ? null : database.ReadId(reader, 8),
    };

    private (ParkedRow Row, InboxRecord Stored) Row(DbDataReader reader)
    {
        var view = View(reader);
        var stored = new InboxRecord
        {
            Id = view.Id,
            Kind = view.Kind,
            ReceivedAt = view.ReceivedAt,
            Body = reader.GetFieldValue<byte[]>(10),
            IntegratedNumber = reader.GetString(11),
            ProviderIdHash = new LookupHash(database.ReadId(reader, 12)),
        };
        return (new ParkedRow(view, reader.IsDBNull(9) ? null : new LookupHash(database.ReadId(reader, 9)), default), stored);
    }
}
