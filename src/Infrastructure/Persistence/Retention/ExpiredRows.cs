using System.Runtime.CompilerServices;
using WhatsAppSupport.Application.Retention;

namespace WhatsAppSupport.Infrastructure.Persistence.Retention;

/// <summary>Rows that have run out, whatever else is: an index gives them in the order of their time.</summary>
internal sealed class ExpiredRows(Database database, RetentionKind kind, string table, string time, params string[] key) : IRetained
{
    /// <summary>Leaves alone what somebody is changing at this moment: waiting for it could be a circle.</summary>
    private readonly string sql =
        $"""
        DELETE FROM {table} WHERE ({string.Join(", ", key)}) IN (
          SELECT {string.Join(", ", key.Select(column => $"m.{column}"))} FROM {table} m
          WHERE m.{time} < @before ORDER BY m.{time} LIMIT {RowPages.Size} {database.SkipLocked})
        """;

    public RetentionKind Kind => kind;

    public static ExpiredRows Requests(Database database) => new(database, RetentionKind.Requests, "idempotency_keys", "created_at", "actor_id", "key_hash");

    public static ExpiredRows SignIns(Database database) => new(database, RetentionKind.SignIns, "sign_ins", "expires_at", "id");

    public async IAsyncEnumerable<RemovedRows> RemoveAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int removed;
        do
        {
            removed = await RemovePageAsync(before, cancellationToken);
            yield return new RemovedRows(kind, removed);
        }
        while (removed == RowPages.Size);
    }

    private async Task<int> RemovePageAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var remove = connection.Of(database, sql, ("@before", before));
        return await remove.ExecuteNonQueryAsync(cancellationToken);
    }
}
