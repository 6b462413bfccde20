using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Persistence;

internal static class LatestConversation
{
    /// <summary>
    /// The newest conversation of a customer with one of our numbers, live or over; null where there is none. A query of its own: in a join the newest of every customer would be
    /// numbered, and PostgreSQL may read all conversations for the one.
    /// </summary>
    public static Task<Conversation?> LatestConversationAsync(this SupportContext context, CustomerId customer, string integratedNumber, CancellationToken cancellationToken) =>
        context.Conversations.AsNoTracking()
            .Where(conversation => conversation.CustomerId == customer && conversation.IntegratedNumber == integratedNumber)
            .OrderByDescending(conversation => conversation.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
}
