using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>
/// Perhaps-sent messages on either database. Each is settled in a statement (or a short transaction) of its own that names the attempt which it
/// was read with: of two processes one does it, and neither waits for the other with a row in its hand.
/// </summary>
internal sealed class UnsettledStore(Database database, IContextFactory contexts, ILookupHashes hashes, Vault vault, SupportOptions options, TimeProvider clock) : IUnsettled
{
    /// <summary>Past this a claim's process is held to have died: the claim was void at 10 s, and the request has timed out.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private const string AbandonSql =
        """
        UPDATE messages SET delivery_status = 'unknown', unknown_since = @now
        WHERE is_queued AND delivery_status = 'sending' AND claimed_at < @abandoned
        """;

    /// <summary>Ordered as the claim of the outbox is, for the same reason.</summary>
    private const string ListSql =
        """
        SELECT id, sender_number, recipient_number, content, claimed_at, unknown_since, customer_id, media FROM messages
        WHERE is_queued AND delivery_status = 'unknown' AND unknown_since <= @since
        ORDER BY seq + 0 LIMIT @limit
        """;

    /// <summary>Also where it has just been put back to be sent once more, as long as nobody has claimed it since.</summary>
    private const string SettleSql =
        """
        UPDATE messages SET
          delivery_status = @status, failure_reason = @reason, is_queued = false,
          provider_message_id = COALESCE(@provider, provider_message_id),
          sent_at = CASE WHEN @sent THEN COALESCE(sent_at, claimed_at) ELSE sent_at END,
          delivered_at = COALESCE(delivered_at, @delivered),
          read_at = COALESCE(read_at, @read)
        WHERE id = @id AND delivery_status IN ('unknown', 'pending') AND claimed_at = @claimed
        """;

    private const string ReferenceSql = "INSERT INTO provider_references (hash, message_id) VALUES (@hash, @id) ON CONFLICT DO NOTHING";

    /// <summary>What a bot said, once, and while the bot still has the conversation.</summary>
    private const string MayBeRepeated =
        """
        (author IN ('bot', 'model') AND repeats = 0 AND EXISTS (
          SELECT 1 FROM conversations c WHERE c.id = messages.conversation_id AND c.ownership_epoch = messages.ownership_epoch))
        """;

    private const string DecideSql =
        $"""
        UPDATE messages SET
          delivery_status = CASE WHEN {MayBeRepeated} THEN 'pending' ELSE 'unknown' END,
          failure_reason = CASE WHEN {MayBeRepeated} THEN failure_reason ELSE COALESCE(failure_reason, 'outcome_unknown') END,
          next_attempt_at = NULL,
          is_queued = {MayBeRepeated},
          repeats = CASE WHEN {MayBeRepeated} THEN repeats + 1 ELSE repeats END
        WHERE id = @id AND is_queued AND delivery_status = 'unknown' AND unknown_since = @since
        """;

    public async Task<int> AbandonAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var abandon = connection.Of(
            database, AbandonSql, ("@now", now), ("@abandoned", now - ClaimedMessage.VoidAfter - options.SendTimeout - Grace));
        return await abandon.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<UnsettledMessage>> ListAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var list = connection.Of(database, ListSql, ("@since", since), ("@limit", limit));
        var listed = await list.ListAsync(
            reader => new UnsettledMessage(
                new MessageId(database.ReadId(reader, 0)),
                new CustomerId(database.ReadId(reader, 6)),
                reader.GetString(1),
                reader.GetString(2),
                reader.IsDBNull(3) ? "" : reader.GetString(3),
                database.ReadInstant(reader, 4),
                database.ReadInstant(reader, 5))
            {
                Media = reader.IsDBNull(7) ? null : reader.GetString(7),
            },
            cancellationToken);
        using var ciphers = await vault.ForShowingAsync(listed.Select(one => one.Customer), cancellationToken);
        return [.. listed.Select(one => Open(ciphers.Of(one.Customer), one))];
    }

    public async Task<ILookup<string, MessageId>> OwnersAsync(IReadOnlyCollection<string> providerIds, CancellationToken cancellationToken)
    {
        var byHash = providerIds.ToLookup(hashes.OfProviderId);
        var wanted = byHash.Select(group => group.Key).ToList();
        await using var context = contexts.Create();
        var known = await context.ProviderReferences.Where(reference => wanted.Contains(reference.Hash)).ToListAsync(cancellationToken);
        return known.SelectMany(reference => byHash[reference.Hash].Select(id => (Id: id, Owner: new MessageId(reference.MessageId))))
            .ToLookup(pair => pair.Id, pair => pair.Owner, StringComparer.Ordinal);
    }

    public async Task<int> SettleAsync(IReadOnlyList<Evidence> evidence, CancellationToken cancellationToken)
    {
        var settled = 0;
        foreach (var one in evidence)
        {
            settled += await SettleAsync(one, cancellationToken);
        }

        return settled;
    }

    public async Task<int> DecideAsync(IReadOnlyList<UnsettledMessage> messages, CancellationToken cancellationToken)
    {
        var decided = 0;
        foreach (var message in messages)
        {
            using var entered = await database.EnterWriteAsync(cancellationToken);
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var decide = connection.Of(database, DecideSql, ("@id", message.Id.Value), ("@since", message.Since));
            decided += await decide.ExecuteNonQueryAsync(cancellationToken);
        }

        return decided;
    }

    private static UnsettledMessage Open(Cipher cipher, UnsettledMessage stored)
    {
        var (to, text, media) = cipher.OpenOutgoing(stored.Id.Value, stored.To, stored.Text, stored.Media);
        return stored with { To = to, Text = text, Media = media };
    }

    private async Task<int> SettleAsync(Evidence evidence, CancellationToken cancellationToken)
    {
        var (message, found) = evidence;
        using var cipher = await vault.ForWritingAsync(message.Customer, cancellationToken);
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var settle = connection.Of(
            database,
            SettleSql,
            ("@id", message.Id.Value),
            ("@claimed", message.ClaimedAt),
            ("@status", LowerCase.Of(found.Status)),
            ("@reason", found.Status == DeliveryStatus.Failed ? cipher.SealReason(message.Id.Value, found.Reason) : null),
            ("@provider", found.ProviderIds.Count > 0 ? cipher.Seal(SealedMessage.ProviderId, message.Id.Value, found.ProviderIds[0]) : null),
            ("@sent", found.Status != DeliveryStatus.Failed),
            ("@delivered", found.DeliveredAt),
            ("@read", found.ReadAt));
        settle.Transaction = transaction;
        var settled = await settle.ExecuteNonQueryAsync(cancellationToken);
        for (var index = 0; settled > 0 && index < found.ProviderIds.Count; index++)
        {
            await using var reference = connection.Of(
                database, ReferenceSql, ("@hash", hashes.OfProviderId(found.ProviderIds[index]).Value), ("@id", message.Id.Value));
            reference.Transaction = transaction;
            await reference.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return settled;
    }
}
