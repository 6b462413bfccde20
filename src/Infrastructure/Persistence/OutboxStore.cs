using System.Data.Common;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>The outbox on either database; results are stored in each one's own way.</summary>
internal sealed class OutboxStore(Database database, Vault vault, ISendResults results, TimeProvider clock) : IOutbox
{
    private const string Queue =
        """
        FROM messages m
        JOIN conversations c ON c.id = m.conversation_id
        JOIN customers u ON u.id = m.customer_id
        WHERE m.is_queued AND m.delivery_status = 'pending'
        """;

    /// <summary>
    /// Due, the first of its customer's queue, and nothing else is on its way to them. Looked up for each by index (<c>OFFSET</c>, docs/decisions/0004): where the statistics knew of nothing
    /// queued, PostgreSQL compared each with each, 50 s for 12,000.
    /// </summary>
    private const string IsDueHead =
        """
        (m.next_attempt_at IS NULL OR m.next_attempt_at <= @now) AND NOT EXISTS (
          SELECT 1 FROM messages e
          WHERE e.customer_id = m.customer_id AND e.is_queued AND (e.seq < m.seq OR e.delivery_status = 'sending') LIMIT 1 OFFSET 0)
        """;

    /// <summary>
    /// The order is that of a sum, which no index gives: where much was queued when PostgreSQL last analysed, it would read all that was ever said, from the oldest on, until it
    /// has found as many as it may claim. What is queued is the newest.
    /// </summary>
    private string ClaimSql { get; } =
        $"""
        WITH due AS MATERIALIZED (
          SELECT m.seq {Queue} AND {IsDueHead} AND {OutboxRules.MayBeSent} AND {OutboxRules.EvidenceIsRead} AND {database.IsInSlots}
          ORDER BY m.seq + 0 LIMIT @limit {database.SkipLocked} {database.ShareConversation})
        UPDATE messages SET delivery_status = 'sending', claimed_at = @now
        WHERE delivery_status = 'pending' AND seq IN (SELECT seq FROM due)
        RETURNING {OutboxRules.ClaimedColumns}
        """;

    public async Task<IReadOnlyList<ClaimedMessage>> ClaimDueAsync(IReadOnlyList<int>? slots, int limit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return vault.Open(await ClaimAsync(slots, limit, now, cancellationToken));
    }

    public Task<ClaimedMessage?> StoreAsync(SendResult result, CancellationToken cancellationToken) => results.StoreAsync(result, cancellationToken);

    private async Task<IReadOnlyList<ClaimedRow>> ClaimAsync(IReadOnlyList<int>? slots, int limit, DateTimeOffset now, CancellationToken cancellationToken)
    {
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
          delivery_status = CASE WHEN w.owned AND repeats = 0 THEN 'failed' ELSE {OutboxRules.Withdrawn} END,
          failure_reason = CASE WHEN NOT w.owned THEN w.fence WHEN NOT w.active THEN 'customer_inactive' WHEN w.open THEN 'customer_opted_out' ELSE 'service_window_closed' END,
          is_queued = false
        FROM (
          SELECT m.seq AS due, {OutboxRules.OwnershipHolds} AS owned, {OutboxRules.WindowIsOpen} AS open, u.is_active AS active,
            CASE WHEN c.status = 'completed' THEN '{OutboxRules.Resolved}' ELSE '{OutboxRules.TakenOver}' END AS fence
          {Queue} AND (NOT {OutboxRules.OwnershipHolds} OR (NOT ({OutboxRules.MayBeSent}) AND {IsDueHead}))) AS w
        WHERE messages.seq = w.due AND messages.delivery_status = 'pending'
        """;
}
