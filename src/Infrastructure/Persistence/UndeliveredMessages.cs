using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Undelivered;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence;

internal sealed class UndeliveredMessages(IContextFactory contexts, Vault vault) : IUndelivered
{
    private static readonly DeliveryStatus[] All = [DeliveryStatus.Failed, DeliveryStatus.Unknown, DeliveryStatus.Cancelled];

    /// <summary>Each status by itself: so the index gives them in their order.</summary>
    public async Task<IReadOnlyList<UndeliveredView>> ListAsync(UndeliveredFilter filter, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var found = new List<UndeliveredView>();
        foreach (var status in filter.Status is { } one ? [one] : All)
        {
            found.AddRange(await ListAsync(context, LowerCase.Of(status), filter, cancellationToken));
        }

        return [.. found.OrderByDescending(view => view.Place).Take(filter.Limit)];
    }

    public async Task<SentMessage?> FindAsync(MessageId id, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var found = await context.Messages.AsNoTracking()
            .Where(message => message.Id == id)
            .Join(context.Conversations, message => message.ConversationId, conversation => conversation.Id, (message, conversation) => new { message, conversation.IntegratedNumber })
            .Join(context.Customers, row => row.message.CustomerId, customer => customer.Id, (row, customer) => new
            {
                row.message,
                row.IntegratedNumber,
                customer,
                IsQueued = EF.Property<bool>(row.message, MessagesTable.IsQueued),
                ResentAs = context.Messages.Where(again => again.ResendOf == row.message.Id).Select(again => (MessageId?)again.Id).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var latest = await context.LatestConversationAsync(found.customer.Id, found.IntegratedNumber, cancellationToken);
        return new SentMessage(
            await vault.OpenAsync(found.message, cancellationToken),
            await vault.OpenAsync(found.customer, cancellationToken),
            found.IntegratedNumber,
            found.IsQueued,
            found.ResentAs)
        { Latest = latest is null ? null : await vault.OpenAsync(latest, cancellationToken) };
    }

    private async Task<IEnumerable<UndeliveredView>> ListAsync(
        SupportContext context, string status, UndeliveredFilter filter, CancellationToken cancellationToken)
    {
        var before = filter.Before ?? long.MaxValue;
        var rows = await context.Messages.AsNoTracking()
            .Where(message => EF.Property<string?>(message, MessagesTable.Undelivered) == status && EF.Property<long>(message, MessagesTable.Sequence) < before)
            .OrderByDescending(message => EF.Property<long>(message, MessagesTable.Sequence))
            .Take(filter.Limit)
            .Select(message => new
            {
                Message = message,
                Place = EF.Property<long>(message, MessagesTable.Sequence),
                Attempts = EF.Property<int>(message, MessagesTable.Attempts),
                IsQueued = EF.Property<bool>(message, MessagesTable.IsQueued),
                ResentAs = context.Messages.Where(again => again.ResendOf == message.Id).Select(again => (MessageId?)again.Id).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var writers = await context.WriterNamesAsync(rows.Select(row => row.Message), cancellationToken);
        using var ciphers = await vault.ForShowingAsync(rows.Select(row => row.Message.CustomerId), cancellationToken);
        return [.. rows.Select(row => new UndeliveredView
        {
            Place = row.Place,
            Conversation = row.Message.ConversationId.Value,
            Customer = row.Message.CustomerId.Value,
            Attempts = row.Attempts,
            IsUndecided = row.IsQueued,
            ResentAs = row.ResentAs?.Value,
            Message = MessageView.From(ciphers.Of(row.Message.CustomerId).Open(row.Message), writers),
        })];
    }
}
