using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Customers;

/// <summary>Customers, as people look at them and change them.</summary>
public interface ICustomers
{
    /// <summary>Newest first, then by id; only who stands strictly behind <paramref name="after"/>.</summary>
    /// <param name="after">Null: from the newest.</param>
    Task<IReadOnlyList<CustomerView>> ListAsync(Place? after, int limit, CancellationToken cancellationToken);

    /// <summary>Null for a number that nobody has.</summary>
    Task<Customer?> FindByPhoneAsync(LookupHash phone, CancellationToken cancellationToken);

    Task<Customer?> FindAsync(CustomerId id, CancellationToken cancellationToken);

    /// <summary>
    /// In one transaction: what a person has changed, where the customer's version is still the one that was read; a new language in the
    /// live conversations; their versions, so that no turn goes on with what it knew; and the entry in the audit log.
    /// </summary>
    /// <returns>Null: somebody else has changed the customer meanwhile, and nothing was stored.</returns>
    Task<ChangedCustomer?> ChangeAsync(Customer before, Customer after, AuditEntry audit, CancellationToken cancellationToken);
}

/// <param name="Numbers">Our numbers that the customer has written to: for each of them a session may be kept.</param>
public sealed record ChangedCustomer(IReadOnlyList<string> Numbers) : Personal;
