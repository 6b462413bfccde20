using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Ownership;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>
/// The fence. The update of the conversation's row waits for claims that hold it (<see cref="Database.ShareConversation"/>), and claims
/// wait for it or leave it alone: whichever comes second sees what the first has done.
/// </summary>
internal sealed class OwnershipStore(Database database, IContextFactory contexts) : IOwnership
{
    /// <summary>
    /// What is locked at this moment is being looked at by a claim: it finds the epoch raised, or has left the conversation alone, and the
    /// outbox withdraws it. Waiting for it here would be a deadlock.
    /// </summary>
    private string WithdrawSql { get; } =
        $$"""
        UPDATE messages SET delivery_status = {{OutboxRules.Withdrawn}}, failure_reason = '{{OutboxRules.TakenOver}}', is_queued = false
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
        return found is null ? null : new OwnedConversation(found.customer, found.conversation);
    }

    public async Task<bool> TakeOverAsync(Conversation taken, long expected, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await context.MoveAsync(taken, expected, cancellationToken))
        {
            return false;
        }

        await context.Database.ExecuteSqlRawAsync(WithdrawSql, [taken.CustomerId.Value, taken.Id.Value, taken.OwnershipEpoch], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
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
        var groups = left.ToLookup(message => message.Status is DeliveryStatus.Sending or DeliveryStatus.Unknown, MessageView.From);
        return new LeftByBot([.. groups[true]], [.. groups[false]]);
    }
}
