using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Customers;

/// <summary>There is no such customer.</summary>
public sealed record CustomerNotFound(CustomerId Customer)
    : NotFoundError("customer_not_found", $"There is no customer {Customer}.");

/// <summary>Somebody else has changed the customer since they were read.</summary>
public sealed record CustomerVersionMismatch(CustomerId Customer, long Version) : PreconditionError(
    "version_mismatch",
    $"Customer {Customer} has version {Version} now and not the one that If-Match names: read them again and decide anew.",
    Version);

/// <summary>They are changed all the time.</summary>
public sealed record CustomerMovedOn(CustomerId Customer)
    : ConflictError("customer_moved_on", $"Customer {Customer} was changed again and again meanwhile, and nothing was stored: ask again.");
