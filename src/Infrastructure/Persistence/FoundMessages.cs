using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>What was found by its words, with all that is shown of it.</summary>
internal static class FoundMessages
{
    /// <param name="places">Where the messages stand.</param>
    /// <returns>Newest first.</returns>
    public static async Task<IReadOnlyList<FoundMessage>> FoundAsync(this SupportContext context, Vault vault, IQueryable<long> places, CancellationToken cancellationToken)
    {
        var rows = await places
            .Join(context.Messages, place => place, message => EF.Property<long>(message, MessagesTable.Sequence), (place, message) => new { place, message })
            .Join(context.Customers, row => row.message.CustomerId, customer => customer.Id, (row, customer) => new { row.place, row.message, customer.Name })
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        using var ciphers = await vault.ForShowingAsync(rows.Select(row => row.message.CustomerId), cancellationToken);
        var writers = await context.WriterNamesAsync(rows.Select(row => row.message), cancellationToken);
        return
        [
            .. rows.OrderByDescending(row => row.place).Select(row => new FoundMessage
            {
                Place = row.place,
                Conversation = row.message.ConversationId.Value,
                Customer = row.message.CustomerId.Value,
                CustomerName = row.Name is { } name ? ciphers.Of(row.message.CustomerId).OpenName(row.message.CustomerId.Value, name) : null,
                Message = MessageView.From(ciphers.Of(row.message.CustomerId).Open(row.message), writers),
            }),
        ];
    }
}
