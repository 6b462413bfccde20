using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Persistence.Search;

/// <summary>The keyed mark of one word of a customer's name.</summary>
public sealed class CustomerMark
{
    public long Mark { get; set; }

    /// <summary>The customer's, which never changes: customers of one word stand here in the order of their list.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    public CustomerId CustomerId { get; set; }
}
