using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>Where a turn finds its customer when the cache does not have them.</summary>
public interface IKnownCustomers
{
    /// <summary>By the number's hash, else by the user id's; null for somebody new. One query.</summary>
    Task<KnownCustomer?> FindAsync(Sender sender, string integratedNumber, CancellationToken cancellationToken);
}

/// <param name="Conversation">The last one with that number of ours, which may be over; null when there was none.</param>
public sealed record KnownCustomer(Customer Customer, Conversation? Conversation);
