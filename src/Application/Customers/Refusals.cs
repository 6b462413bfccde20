using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Customers;

/// <summary>There is no such customer.</summary>
public sealed record CustomerNotFound(CustomerId Customer)
    : NotFoundError("customer_not_found", $"There is no customer {Customer}.");

/// <summary>They are changed all the time.</summary>
public sealed record CustomerMovedOn(CustomerId Customer)
    : ConflictError("customer_moved_on", $"Customer {Customer} was changed again and again meanwhile, and nothing was stored: ask again.");
