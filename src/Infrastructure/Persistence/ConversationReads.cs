using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence;

internal sealed class ConversationReads(IContextFactory contexts, Vault vault) : IConversationReads
{
    public async Task<IReadOnlyList<ConversationView>> ListAsync(
        ConversationFilter filter, ConversationSort sort, Place? after, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var found = await context.Page(filter, sort, after, limit)
            .Join(context.Customers, conversation => conversation.CustomerId, customer => customer.Id, ConversationRows.View)
            .ToListAsync(cancellationToken);

        // A join need not keep an order.
        var ordered = sort switch
        {
            ConversationSort.Newest => found.OrderByDescending(one => one.UpdatedAt).ThenByDescending(one => one.Id),
            ConversationSort.Oldest => found.OrderBy(one => one.UpdatedAt).ThenBy(one => one.Id),
            _ => found.OrderBy(one => one.EscalatedAt).ThenBy(one => one.Id),
        };
        return await vault.ShowAsync([.. ordered], cancellationToken);
    }

    public async Task<ConversationTally> CountAsync(ConversationFilter filter, int most, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var those = context.Those(filter);
        return new ConversationTally(
            await OfAsync(ConversationStatus.Active),
            await OfAsync(ConversationStatus.Escalated),
            await OfAsync(ConversationStatus.Completed),
            filter.LetsWait ? await those.Waiting().Take(most).CountAsync(cancellationToken) : 0,
            filter.IsFlagged is false ? 0 : await those.Flagged(filter.Statuses).Take(most).CountAsync(cancellationToken));

        async Task<int> OfAsync(ConversationStatus status) => filter.Statuses.Contains(status)
            ? await those.Where(conversation => conversation.Status == status).Take(most).CountAsync(cancellationToken)
            : 0;
    }

    public async Task<FoundConversation?> FindAsync(ConversationId id, int messages, int notes, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var found = await context.Conversations.AsNoTracking()
            .Where(row => row.Id == id)
            .Join(context.Customers, row => row.CustomerId, customer => customer.Id, (conversation, customer) => new { conversation, customer })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var newest = await MessagesAsync(context, id, new MessageRange(null, null, messages), cancellationToken);
        var view = ConversationRows.ViewOf(found.conversation, found.customer);
        return new FoundConversation(
            (await vault.ShowAsync([view], cancellationToken))[0],
            CustomerView.From((await vault.ShowAsync([found.customer], cancellationToken))[0]),
            [.. newest.Reverse()],
            await NotesAsync(context, found.conversation, notes, cancellationToken));
    }

    public async Task<IReadOnlyList<MessageView>?> ListMessagesAsync(ConversationId id, MessageRange range, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var found = await MessagesAsync(context, id, range, cancellationToken);
        return found.Count > 0 || await context.Conversations.AnyAsync(conversation => conversation.Id == id, cancellationToken) ? found : null;
    }

    public async Task<IReadOnlyList<ConversationView>> ListOfCustomerAsync(CustomerId customer, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var found = await context.Conversations.AsNoTracking()
            .Where(conversation => conversation.CustomerId == customer)
            .OrderByDescending(conversation => conversation.CreatedAt)
            .Take(limit)
            .Join(context.Customers, conversation => conversation.CustomerId, one => one.Id, ConversationRows.View)
            .ToListAsync(cancellationToken);
        return await vault.ShowAsync([.. found.OrderByDescending(conversation => conversation.CreatedAt)], cancellationToken);
    }

    private async Task<IReadOnlyList<NoteView>> NotesAsync(SupportContext context, Conversation of, int limit, CancellationToken cancellationToken)
    {
        var newest = await context.Notes.AsNoTracking()
            .Where(note => note.ConversationId == of.Id)
            .OrderByDescending(note => note.CreatedAt)
            .ThenByDescending(note => note.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
        newest.Reverse();
        return [.. (await vault.ShowAsync(of.CustomerId, newest, cancellationToken)).Select(NoteView.From)];
    }

    private async Task<IReadOnlyList<MessageView>> MessagesAsync(
        SupportContext context, ConversationId id, MessageRange range, CancellationToken cancellationToken)
    {
        var those = context.Messages.AsNoTracking().Where(message => message.ConversationId == id);
        var found = await (range.Since is { } since
            ? those.Where(message => message.Ordinal > since).OrderBy(message => message.Ordinal)
            : those.Where(message => message.Ordinal < (range.Before ?? int.MaxValue)).OrderByDescending(message => message.Ordinal))
            .Take(range.Limit)
            .ToListAsync(cancellationToken);
        return await context.ViewsAsync(await vault.ShowAsync(found, cancellationToken), cancellationToken);
    }
}
