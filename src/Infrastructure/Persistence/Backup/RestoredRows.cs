namespace WhatsAppSupport.Infrastructure.Persistence.Backup;

/// <summary>
/// What a backup holds as waiting may long have been done by the program that went on after it: it is parked, where people look at it, and take it up again
/// (docs/operations.md). What a flow waits for goes on: without it the flow would be silent.
/// </summary>
public interface IRestoredRows
{
    Task<RestoredCounts> ParkAsync(CancellationToken cancellationToken);
}

/// <param name="Messages">Customers' messages that waited for their turn, and what somebody wanted sent anew.</param>
/// <param name="Replies">Replies that waited, or were on their way.</param>
public readonly record struct RestoredCounts(int Messages, int Replies);

internal sealed class RestoredRows(Database database, TimeProvider clock) : IRestoredRows
{
    private const string ParkMessagesSql =
        "UPDATE inbox SET state = 'dead', error = 'restored from a backup: it may have been answered since' WHERE state = 'pending' AND kind IN ('message', 'resend') AND customer_hash IS NOT NULL";

    /// <summary>Perhaps sent, whatever the backup says: a report that comes later still counts.</summary>
    private const string ParkRepliesSql =
        $"""
        UPDATE messages SET delivery_status = 'unknown', failure_reason = '{OutboxRules.Restored}', is_queued = false, unknown_since = COALESCE(unknown_since, @now)
        WHERE is_queued
        """;

    public async Task<RestoredCounts> ParkAsync(CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var messages = connection.Of(database, ParkMessagesSql);
        await using var replies = connection.Of(database, ParkRepliesSql, ("@now", clock.GetUtcNow()));
        (messages.Transaction, replies.Transaction) = (transaction, transaction);
        var counts = new RestoredCounts(await messages.ExecuteNonQueryAsync(cancellationToken), await replies.ExecuteNonQueryAsync(cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return counts;
    }
}
