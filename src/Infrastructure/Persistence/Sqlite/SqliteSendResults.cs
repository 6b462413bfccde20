using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite;

internal sealed class SqliteSendResults(SqliteDatabase database, ILookupHashes hashes, Vault vault, TimeProvider clock) : ISendResults
{
    private static readonly string Applies = SendResultRules.Applies("@", "");

    private static readonly string StoreSql =
        $"""
        UPDATE messages SET
          provider_message_id = COALESCE(@provider, provider_message_id),
          attempts = CASE WHEN {SendResultRules.IsHolders("@", "")} THEN @attempts ELSE attempts END,
          delivery_status = CASE WHEN {Applies} THEN @status ELSE delivery_status END,
          failure_reason = CASE WHEN {Applies} THEN @reason ELSE failure_reason END,
          is_queued = CASE WHEN {Applies} THEN @status IN ('pending', 'unknown') ELSE is_queued END,
          next_attempt_at = CASE WHEN {Applies} THEN @next ELSE next_attempt_at END,
          unknown_since = CASE WHEN @status = 'unknown' AND {Applies} THEN @at ELSE unknown_since END,
          sent_at = CASE WHEN @status = 'sent' THEN min(COALESCE(sent_at, @at), @at) ELSE sent_at END
        WHERE id = @id
        """;

    private const string ClaimNextSql =
        $"""
        UPDATE messages SET delivery_status = 'sending', claimed_at = @now
        WHERE seq = (
          SELECT m.seq FROM messages m
          JOIN conversations c ON c.id = m.conversation_id
          JOIN customers u ON u.id = m.customer_id
          WHERE m.seq = (SELECT min(q.seq) FROM messages q WHERE q.customer_id = @customer AND q.is_queued)
            AND m.delivery_status = 'pending' AND (m.next_attempt_at IS NULL OR m.next_attempt_at <= @now) AND {OutboxRules.MayBeSent})
        RETURNING {OutboxRules.ClaimedColumns}
        """;

    public async Task<ClaimedMessage?> StoreAsync(SendResult result, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var stored = await vault.SealAsync(result, cancellationToken);
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        await using var store = connection.Of(
            database,
            StoreSql,
            ("@id", result.Message.Value),
            ("@provider", stored.ProviderId),
            ("@attempts", result.Attempts),
            ("@status", LowerCase.Of(result.Status)),
            ("@reason", stored.Reason),
            ("@next", result.NextAttemptAt),
            ("@claimed", result.ClaimedAt),
            ("@at", result.At));
        store.Transaction = transaction;
        await store.ExecuteNonQueryAsync(cancellationToken);

        foreach (var id in result.ProviderIds)
        {
            await using var reference = connection.Of(
                database,
                "INSERT INTO provider_references (hash, message_id) VALUES (@hash, @id) ON CONFLICT DO NOTHING",
                ("@hash", hashes.OfProviderId(id).Value),
                ("@id", result.Message.Value));
            reference.Transaction = transaction;
            await reference.ExecuteNonQueryAsync(cancellationToken);
        }

        List<ClaimedRow> next = [];
        if (result.ClaimNext)
        {
            await using var claim = connection.Of(
                database, ClaimNextSql, ("@now", now), ("@opened", now - ServiceWindow.Length), ("@customer", result.Customer.Value));
            claim.Transaction = transaction;
            next = await claim.ListAsync(reader => OutboxRules.ReadClaimed(database, reader, now), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return vault.Open(next).SingleOrDefault();
    }
}
