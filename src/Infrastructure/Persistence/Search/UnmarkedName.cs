using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Persistence.Search;

/// <summary>A customer who was named, or named anew, since the index of names was last brought up to date. A trigger of the database puts it here.</summary>
public sealed class UnmarkedName
{
    public long Id { get; set; }

    public CustomerId CustomerId { get; set; }
}
