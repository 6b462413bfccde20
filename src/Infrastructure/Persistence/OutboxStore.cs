using System.Data.Common;
using WhatsAppSupport.Application;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>The outbox on either database; results are stored in each one's own way.</summary>
internal sealed class OutboxStore(Database database, ISendResults results, SupportOptions options, TimeProvider clock) : IOutbox
{
    /// <summary>Past this a claim's process is held to have died: the claim was void at 10 s, and the request has timed out.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private const string Queue =
        """
        FROM messages m
        JOIN conversations c ON c.id = m.conversation_id
        JOIN customers u ON u.id = m.customer_id
        WHERE m.is_queued AND m.delivery_status = 'pending'
        """;

    /// <summary>Due, the first of its customer's queue, and nothing else is on its way to them.</summary>
    private const string IsDueHead =
        """
        (m.next_attempt_at IS NULL OR m.next_attempt_at <= @now) AND NOT EXISTS (
          SELECT 1 FROM messages e
          WHERE e.customer_id = m.customer_id AND e.is_queued AND (e.seq < m.seq OR e.delivery_status = 'sending'))
        """;

    private string ClaimSql { get; } =
        $"""
        WITH due AS MATERIALIZED (
          SELECT m.seq {Queue} AND {IsDueHead} AND {OutboxRules.MayBeSent} AND {OutboxRules.EvidenceIsRead} AND {database.IsInSlots}
          ORDER BY m.seq LIMIT @limit {database.SkipLocked} {database.ShareConversation})
        UPDATE messages SET delivery_status = 'sending', claimed_at = @now
        WHERE delivery_status = 'pending' AND seq IN (SELECT seq FROM due)
        RETURNING {OutboxRules.ClaimedColumns}
        """;

    public async Task<IReadOnlyList<ClaimedMessage>> ClaimDueAsync(IReadOnlyList<int>? slots, int limit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await WithdrawAsync(connection, now, cancellationToken);

        // Not cut off half-way: what is claimed without our knowing it is sent late.
        await using var claim = connection.Of(
            database,
            ClaimSql,
            ("@now", now),
            ("@opened", now - ServiceWindow.Length),
            ("@unread", now - OutboxRules.UnreadAfter),
            ("@waited", now - OutboxRules.LongestWaitForReports),
            ("@slots", database.List(slots)),
            ("@limit", limit));
        return await claim.ListAsync(reader => OutboxRules.ReadClaimed(database, reader, now), CancellationToken.None);
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

    /// <summary>What may never be sent any more makes room for what comes after it, which is then looked at in turn.</summary>
    private async Task WithdrawAsync(DbConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var withdraw = connection.Of(database, WithdrawSql, ("@now", now), ("@opened", now - ServiceWindow.Length));
        while (await withdraw.ExecuteNonQueryAsync(cancellationToken) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>What the bot said before a take-over goes wherever it stands in the queue; the window and the opt-out count when its turn has come.</summary>
    private const string WithdrawSql =
        $"""
        UPDATE messages SET
          delivery_status = CASE WHEN w.owned THEN 'failed' ELSE 'cancelled' END,
          failure_reason = CASE WHEN NOT w.owned THEN 'taken_over' WHEN w.open THEN 'customer_opted_out' ELSE 'service_window_closed' END,
          is_queued = false
        FROM (
          SELECT m.seq AS due, {OutboxRules.OwnershipHolds} AS owned, {OutboxRules.WindowIsOpen} AS open
          {Queue} AND (NOT {OutboxRules.OwnershipHolds} OR ({IsDueHead} AND NOT ({OutboxRules.MayBeSent})))) AS w
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
        WHERE is_queued AND delivery_status = 'unknown' AND unknown_since < @undecided AND NOT (author IN ('bot', 'model') AND repeats = 0)
        """,
    ];
}
