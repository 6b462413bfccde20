using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Infrastructure.Persistence;

internal sealed class KnownCustomers(IContextFactory contexts) : IKnownCustomers, IMessageHistory
{
    public async Task<KnownCustomer?> FindAsync(Sender sender, string integratedNumber, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var (phone, bsuid) = (sender.PhoneHash, sender.BsuidHash);
        var found = await context.Customers.AsNoTracking()
            .Where(customer => (phone != null && customer.PhoneHash == phone) || (bsuid != null && customer.BsuidHash == bsuid))
            .OrderByDescending(customer => customer.PhoneHash == phone)
            .Select(customer => new
            {
                Customer = customer,
                Conversation = context.Conversations
                    .Where(conversation => conversation.CustomerId == customer.Id && conversation.IntegratedNumber == integratedNumber)
                    .OrderByDescending(conversation => conversation.CreatedAt)
                    .FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : new KnownCustomer(found.Customer, found.Conversation);
    }

    public async Task<IReadOnlyList<SpokenLine>> ListLastAsync(ConversationId conversation, int count, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var lines = await context.Messages
            .Where(message => message.ConversationId == conversation && message.Content != null)
            .OrderByDescending(message => message.Ordinal)
            .Take(count)
            .Select(message => new SpokenLine(message.Author, message.Content!))
            .ToListAsync(cancellationToken);
        lines.Reverse();
        return lines;
    }
}
