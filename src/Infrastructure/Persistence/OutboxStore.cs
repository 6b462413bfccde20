using WhatsAppSupport.Application;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>The outbox on either database; results are stored in each one's own way.</summary>
internal sealed class OutboxStore(Database database, ISendResults results, SupportOptions options, TimeProvider clock) : IOutbox
{
    /// <summary>Past this a claim's process is held to have died: the claim was void at 10 s, and the request has timed out.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>The first message of each customer's queue that is due.</summary>
    private const string DueHeads =
        """
        FROM messages m
        JOIN conversations c ON c.id = m.conversation_id
        JOIN customers u ON u.id = m.customer_id
        WHERE m.is_queued AND m.delivery_status = 'pending' AND (m.next_attempt_at IS NULL OR m.next_attempt_at <= @now)
          AND NOT EXISTS (SELECT 1 FROM messages e WHERE e.customer_id = m.customer_id AND e.is_queued AND e.seq < m.seq)
        """;

    private string ClaimSql { get; } =
        $"""
        UPDATE messages SET delivery_status = 'sending', claimed_at = @now
        WHERE delivery_status = 'pending' AND seq IN (
          SELECT m.seq {DueHeads} AND {OutboxRules.MayBeSent}
          ORDER BY m.seq LIMIT @limit {database.SkipLocked} {database.ShareConversation})
        RETURNING {OutboxRules.ClaimedColumns}
        """;

    public async Task<IReadOnlyList<ClaimedMessage>> ClaimDueAsync(int limit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using (var withdraw = connection.Of(database, WithdrawSql, ("@now", now), ("@opened", now - ServiceWindow.Length)))
        {
            await withdraw.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var claim = connection.Of(database, ClaimSql, ("@now", now), ("@opened", now - ServiceWindow.Length), ("@limit", limit));
        return await claim.ListAsync(reader => OutboxRules.ReadClaimed(database, reader, now), cancellationToken);
    }

    public Task<ClaimedMessage?> StoreAsync(SendResult result, CancellationToken cancellationToken) => results.StoreAsync(result, cancellationToken);

    public async Task<int> SettleUnknownAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        var changed = 0;
        foreach (var sql in SettleSql)
        {
            await using var command = connection.Of(
                database,
                sql,
                ("@now", now),
                ("@abandoned", now - ClaimedMessage.VoidAfter - options.SendTimeout - Grace),
                ("@undecided", now - options.SendUnknownAfter));
            changed += await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return changed;
    }

    /// <summary>What may never be sent any more makes room for what comes after it.</summary>
    private const string WithdrawSql =
        $"""
        UPDATE messages SET
          delivery_status = CASE WHEN w.owned THEN 'failed' ELSE 'cancelled' END,
          failure_reason = CASE WHEN NOT w.owned THEN 'taken_over' WHEN w.open THEN 'customer_opted_out' ELSE 'service_window_closed' END,
          is_queued = false
        FROM (
          SELECT m.seq AS due, {OutboxRules.OwnershipHolds} AS owned, {OutboxRules.WindowIsOpen} AS open
          {DueHeads} AND NOT ({OutboxRules.MayBeSent})) AS w
        WHERE messages.seq = w.due AND messages.delivery_status = 'pending'
        """;

    private static readonly string[] SettleSql =
    [
        // Its process died between claim and answer: perhaps sent.
        """
        UPDATE messages SET delivery_status = 'unknown', unknown_since = @now
        WHERE is_queued AND delivery_status = 'sending' AND claimed_at < @abandoned
        """,

        // No evidence came. What a bot said is sent once more; anything else, and a second time, is left as it is, and the queue goes on.
        """
        UPDATE messages SET delivery_status = 'pending', repeats = repeats + 1, next_attempt_at = NULL
        WHERE is_queued AND delivery_status = 'unknown' AND unknown_since < @undecided AND author IN ('bot', 'model') AND repeats = 0
        """,
        """
        UPDATE messages SET is_queued = false, failure_reason = COALESCE(failure_reason, 'outcome_unknown')
        WHERE is_queued AND delivery_status = 'unknown' AND unknown_since < @undecided
        """,
    ];
}
