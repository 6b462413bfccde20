using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Commits one turn in one transaction, on either database: any turn, also one that begins or ends a conversation.</summary>
internal sealed class TurnStore(Database database, IContextFactory contexts) : ITurnStore
{
    public async Task<TurnReceipt> CommitAsync(Turn turn, bool claimFirst, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            if (!await SettleRowAsync(context, turn, cancellationToken) || !await MoveConversationAsync(context, turn, cancellationToken))
            {
                return TurnReceipt.MovedOn;
            }

            var claimed = await AddMessagesAsync(context, turn, claimFirst, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new TurnReceipt(true, claimed);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsDuplicate(exception))
        {
            // Another turn made the same customer or the same live conversation first.
            return TurnReceipt.MovedOn;
        }
    }

    private static async Task<bool> SettleRowAsync(SupportContext context, Turn turn, CancellationToken cancellationToken)
    {
        var (id, lane) = (turn.Row.Id, turn.Row.Customer);
        var state = turn.DeadBecause is null ? InboxState.Done : InboxState.Dead;
        return await context.Inbox
            .Where(row => row.Id == id && row.State == InboxState.Pending)
            .Where(row => !context.Inbox.Any(older => older.CustomerHash == lane && older.State == InboxState.Pending && older.Id < id))
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.State, state).SetProperty(r => r.Error, turn.DeadBecause), cancellationToken) == 1;
    }

    private static async Task<bool> MoveConversationAsync(SupportContext context, Turn turn, CancellationToken cancellationToken)
    {
        if (turn.Completed is { } completed && !await UpdateAsync(context, completed, turn.ConversationBefore!.Version, cancellationToken))
        {
            return false;
        }

        if (turn.CustomerBefore is null)
        {
            context.Add(turn.Customer);
        }
        else
        {
            context.Update(turn.Customer);
        }

        if (turn.IsNewConversation)
        {
            context.Add(turn.Conversation);
            return true;
        }

        return await UpdateAsync(context, turn.Conversation, turn.ConversationBefore!.Version, cancellationToken);
    }

    private static async Task<bool> UpdateAsync(SupportContext context, Conversation conversation, long expected, CancellationToken cancellationToken) =>
        await context.Conversations
            .Where(row => row.Id == conversation.Id && row.Version == expected)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(c => c.Status, conversation.Status)
                    .SetProperty(c => c.Flow, conversation.Flow)
                    .SetProperty(c => c.Topic, conversation.Topic)
                    .SetProperty(c => c.Language, conversation.Language)
                    .SetProperty(c => c.Department, conversation.Department)
                    .SetProperty(c => c.Assignee, conversation.Assignee)
                    .SetProperty(c => c.OwnershipEpoch, conversation.OwnershipEpoch)
                    .SetProperty(c => c.EscalationReason, conversation.EscalationReason)
                    .SetProperty(c => c.EscalatedAt, conversation.EscalatedAt)
                    .SetProperty(c => c.IsFlagged, conversation.IsFlagged)
                    .SetProperty(c => c.ResolutionTime, conversation.ResolutionTime)
                    .SetProperty(c => c.SatisfactionScore, conversation.SatisfactionScore)
                    .SetProperty(c => c.Version, conversation.Version)
                    .SetProperty(c => c.NextOrdinal, conversation.NextOrdinal)
                    .SetProperty(c => c.UpdatedAt, conversation.UpdatedAt)
                    .SetProperty(c => c.CompletedAt, conversation.CompletedAt),
                cancellationToken) == 1;

    private static async Task<Message?> AddMessagesAsync(SupportContext context, Turn turn, bool claimFirst, CancellationToken cancellationToken)
    {
        var first = turn.Messages.FirstOrDefault(message => message.Direction == Direction.Outbound);
        var customer = turn.Customer.Id;
        var claims = claimFirst && first is not null && (turn.CustomerBefore is null || !await HasUnsettledAsync(context, customer, cancellationToken));
        foreach (var message in turn.Messages)
        {
            var isClaimed = claims && ReferenceEquals(message, first);
            var entry = context.Add(isClaimed ? message with { Status = DeliveryStatus.Sending } : message);
            entry.Property(MessagesTable.IsQueued).CurrentValue = message.Direction == Direction.Outbound;
            entry.Property(MessagesTable.ClaimedAt).CurrentValue = isClaimed ? message.CreatedAt : null;

            // One by one, because the identity is the order in which they leave.
            await context.SaveChangesAsync(cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
        return claims ? first : null;
    }

    private static Task<bool> HasUnsettledAsync(SupportContext context, CustomerId customer, CancellationToken cancellationToken) => context.Messages
        .AnyAsync(message => message.CustomerId == customer && EF.Property<bool>(message, MessagesTable.IsQueued), cancellationToken);
}
