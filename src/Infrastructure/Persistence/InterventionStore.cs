using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>
/// The fence, and all else that people do. The update of the conversation's row waits for claims that hold it (<see cref="Database.ShareConversation"/>), and
/// claims wait for it or leave it alone: whichever comes second sees what the first has done.
/// </summary>
internal sealed class InterventionStore(Database database, IContextFactory contexts, Vault vault, TimeProvider clock) : IInterventions
{
    /// <summary>Waits for whoever stores the same key at this moment, and then stores nothing.</summary>
    private const string KeepKeySql =
        "INSERT INTO idempotency_keys (actor_id, key_hash, request_hash, result, created_at) VALUES ({0}, {1}, {2}, {3}, {4}) ON CONFLICT DO NOTHING";

    /// <summary>
    /// What is locked at this moment is being looked at by a claim: it finds the epoch raised, or has left the conversation alone, and the
    /// outbox withdraws it. Waiting for it here would be a deadlock.
    /// </summary>
    private string WithdrawSql { get; } =
        $$"""
        UPDATE messages SET delivery_status = {{OutboxRules.Withdrawn}}, failure_reason = {3}, is_queued = false
        WHERE delivery_status = 'pending' AND seq IN (
          SELECT m.seq FROM messages m
          WHERE m.customer_id = {0} AND m.is_queued AND m.delivery_status = 'pending'
            AND m.conversation_id = {1} AND m.author <> 'agent' AND m.ownership_epoch < {2} {{database.SkipLocked}})
        """;

    public async Task<OwnedConversation?> FindAsync(ConversationId id, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var found = await context.Conversations.AsNoTracking()
            .Where(conversation => conversation.Id == id)
            .Join(context.Customers, conversation => conversation.CustomerId, customer => customer.Id, (conversation, customer) => new { conversation, customer })
            .FirstOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new OwnedConversation(await vault.OpenAsync(found.customer, cancellationToken), await vault.OpenAsync(found.conversation, cancellationToken));
    }

    public async Task<InterventionOutcome> StoreAsync(Intervention intervention, CancellationToken cancellationToken)
    {
        using var cipher = await vault.ForWritingAsync(intervention.After.CustomerId, cancellationToken);
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (intervention.Request is { } request && !await KeepKeyAsync(context, request, cancellationToken))
        {
            return InterventionOutcome.Repeated;
        }

        if (!await context.MoveAsync(cipher.Seal(intervention.After), intervention.Before.Version, cancellationToken))
        {
            return InterventionOutcome.MovedOn;
        }

        if (intervention.RaisesFence)
        {
            await WithdrawAsync(context, intervention.After, cancellationToken);
        }

        foreach (var message in intervention.Messages)
        {
            context.Add(cipher.Seal(message)).Property(MessagesTable.IsQueued).CurrentValue = true;

            // One by one, because the identity is the order in which they leave.
            await context.SaveChangesAsync(cancellationToken);
        }

        context.Add(AuditRecord.From(intervention.Entry, clock.GetUtcNow()));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return InterventionOutcome.Stored;
    }

    public async Task<LeftByBot> ListLeftAsync(Conversation taken, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var left = await context.Messages.AsNoTracking()
            .Where(m => m.ConversationId == taken.Id && m.Direction == Direction.Outbound && m.Author != Author.Agent && m.OwnershipEpoch < taken.OwnershipEpoch)
            .Where(m => EF.Property<bool>(m, MessagesTable.IsQueued)
                || (m.FailureReason == OutboxRules.TakenOver && m.OwnershipEpoch == taken.OwnershipEpoch - 1))
            .OrderBy(m => m.Ordinal)
            .ToListAsync(cancellationToken);
        var groups = (await vault.ShowAsync(left, cancellationToken)).ToLookup(message => message.Status is DeliveryStatus.Sending or DeliveryStatus.Unknown, MessageView.From);
        return new LeftByBot([.. groups[true]], [.. groups[false]]);
    }

    public async Task<KeyedEffect?> FindEffectAsync(Guid actor, LookupHash key, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await context.IdempotencyKeys.AsNoTracking()
            .Where(kept => kept.ActorId == actor && kept.KeyHash == key)
            .Select(kept => new KeyedEffect(kept.RequestHash, kept.Result))
            .FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<MessageView>> ListMessagesAsync(
        ConversationId conversation, int firstOrdinal, int count, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var messages = await context.Messages.AsNoTracking()
            .Where(message => message.ConversationId == conversation && message.Ordinal >= firstOrdinal && message.Ordinal < firstOrdinal + count)
            .OrderBy(message => message.Ordinal)
            .ToListAsync(cancellationToken);
        return [.. (await vault.ShowAsync(messages, cancellationToken)).Select(MessageView.From)];
    }

    private async Task<bool> KeepKeyAsync(SupportContext context, KeyedRequest request, CancellationToken cancellationToken) =>
        await context.Database.ExecuteSqlRawAsync(
            KeepKeySql,
            [request.Actor, request.Key.Value, request.Request.Value, request.Result, database.Instant(clock.GetUtcNow())],
            cancellationToken) == 1;

    private async Task WithdrawAsync(SupportContext context, Conversation after, CancellationToken cancellationToken) => await context.Database.ExecuteSqlRawAsync(
        WithdrawSql,
        [
            after.CustomerId.Value,
            after.Id.Value,
            after.OwnershipEpoch,
            after.Status == ConversationStatus.Completed ? OutboxRules.Resolved : OutboxRules.TakenOver,
        ],
        cancellationToken);
}
