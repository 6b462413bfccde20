using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Commits one turn in one transaction, on either database: any turn, also one that begins or ends a conversation.</summary>
internal sealed class TurnStore(Database database, IContextFactory contexts, Vault vault) : ITurnStore
{
    public async Task<TurnReceipt> CommitAsync(Turn turn, bool claimFirst, CancellationToken cancellationToken) =>
        await CommitAsync(await vault.SealAsync(turn, cancellationToken), claimFirst, cancellationToken);

    public async Task<TurnReceipt> CommitAsync(SealedTurn sealedTurn, bool claimFirst, CancellationToken cancellationToken)
    {
        var turn = sealedTurn.Stored;
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            if (!await SettleRowAsync(context, turn, cancellationToken) || !await MoveConversationAsync(context, sealedTurn, cancellationToken))
            {
                return TurnReceipt.MovedOn;
            }

            await context.KeepUnusualAsync(sealedTurn, cancellationToken);
            var claims = await AddMessagesAsync(context, turn, claimFirst, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            vault.Keep(sealedTurn);
            return new TurnReceipt(true, claims ? sealedTurn.Clear.FirstReply : null);
        }
        catch (Exception exception) when (DatabaseFaults.IsDuplicate(exception))
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

    private static async Task<bool> MoveConversationAsync(SupportContext context, SealedTurn sealedTurn, CancellationToken cancellationToken)
    {
        var turn = sealedTurn.Stored;
        if (turn.Completed is { } completed && !await context.MoveAsync(completed, turn.ConversationBefore!.Version, cancellationToken))
        {
            return false;
        }

        if (!turn.IsNewConversation)
        {
            // The conversation before the customer, as whoever changes both: so nobody waits for anybody in a circle.
            return await context.MoveAsync(turn.Conversation, turn.ConversationBefore!.Version, cancellationToken)
                && await KeepCustomerAsync(context, sealedTurn, cancellationToken);
        }

        if (!await KeepCustomerAsync(context, sealedTurn, cancellationToken))
        {
            return false;
        }

        context.Add(turn.Conversation);
        return true;
    }

    /// <summary>Only what a turn can change: people change the rest.</summary>
    /// <returns>False: a person has changed the customer since, and the turn was decided with what they were before.</returns>
    private static async Task<bool> KeepCustomerAsync(SupportContext context, SealedTurn sealedTurn, CancellationToken cancellationToken)
    {
        var turn = sealedTurn.Stored;
        var customer = turn.Customer;
        if (turn.CustomerBefore is not { } before)
        {
            context.Add(customer).Property(CustomersTable.DataKey).CurrentValue = sealedTurn.Wrapped;
            return true;
        }

        // A number or a user id that another customer is known by stays theirs: whether the two are one, a person decides.
        var row = context.Customers.Where(found => found.Id == customer.Id);
        if (before.PhoneHash is null && customer.PhoneHash is { } phone)
        {
            await row.Where(_ => !context.Customers.Any(other => other.PhoneHash == phone)).ExecuteUpdateAsync(
                found => found.SetProperty(c => c.PhoneHash, phone).SetProperty(c => c.PhoneNumber, customer.PhoneNumber), cancellationToken);
        }

        if (before.BsuidHash is null && customer.BsuidHash is { } bsuid)
        {
            await row.Where(_ => !context.Customers.Any(other => other.BsuidHash == bsuid)).ExecuteUpdateAsync(
                found => found.SetProperty(c => c.BsuidHash, bsuid).SetProperty(c => c.Bsuid, customer.Bsuid), cancellationToken);
        }

        var renames = sealedTurn.Renames;
        return await row.Where(found => found.Version == before.Version).ExecuteUpdateAsync(
            found => found
                .SetProperty(c => c.Name, c => c.IsNamedByUs || !renames ? c.Name : customer.Name)
                .SetProperty(c => c.LastHeardAt, c => c.LastHeardAt > customer.LastHeardAt ? c.LastHeardAt : customer.LastHeardAt)
                .SetProperty(c => c.UpdatedAt, customer.UpdatedAt),
            cancellationToken) == 1;
    }

    /// <returns>Whether the first reply was claimed for sending.</returns>
    private static async Task<bool> AddMessagesAsync(SupportContext context, Turn turn, bool claimFirst, CancellationToken cancellationToken)
    {
        var first = turn.FirstReply;
        var claims = claimFirst && first is not null && turn.IsWindowOpen
            && (turn.CustomerBefore is null || await MayBeSentToAsync(context, turn.Customer.Id, cancellationToken));
        foreach (var message in turn.Messages)
        {
            var isClaimed = claims && ReferenceEquals(message, first);
            var entry = context.Add(isClaimed ? message with { Status = DeliveryStatus.Sending } : message);
            entry.Property(MessagesTable.IsQueued).CurrentValue = message.Direction == Direction.Outbound;
            entry.Property(MessagesTable.TraceParent).CurrentValue = message.Direction == Direction.Outbound ? turn.TraceParent : null;
            entry.Property(MessagesTable.ClaimedAt).CurrentValue = isClaimed ? message.CreatedAt : null;

            // One by one, because the identity is the order in which they leave.
            await context.SaveChangesAsync(cancellationToken);
        }

        context.AuditEntries.AddRange(turn.Audit.Select(entry => AuditRecord.From(entry, turn.Conversation.UpdatedAt)));
        await context.SaveChangesAsync(cancellationToken);
        return claims;
    }

    /// <summary>Nothing waits before it, and the customer wants to hear from us.</summary>
    private static Task<bool> MayBeSentToAsync(SupportContext context, CustomerId id, CancellationToken cancellationToken) => context.Customers
        .Where(customer => customer.Id == id && customer.OptedOutAt == null && customer.IsActive)
        .AnyAsync(_ => !context.Messages.Any(message => message.CustomerId == id && EF.Property<bool>(message, MessagesTable.IsQueued)), cancellationToken);
}
