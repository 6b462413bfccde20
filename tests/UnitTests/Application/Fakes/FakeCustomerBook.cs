using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Customers whom people change.</summary>
internal sealed class FakeCustomerBook : ICustomers
{
    public Dictionary<CustomerId, Customer> Kept { get; } = [];

    public List<AuditEntry> Audit { get; } = [];

    /// <summary>What somebody else does just before a change is stored, once each.</summary>
    public Queue<Func<Customer, Customer>> Others { get; } = new();

    public Task<IReadOnlyList<CustomerView>> ListAsync(Place? after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CustomerView>>([.. Kept.Values.Select(CustomerView.From).Take(limit)]);

    public Task<Customer?> FindByPhoneAsync(LookupHash phone, CancellationToken cancellationToken) =>
        Task.FromResult(Kept.Values.FirstOrDefault(customer => customer.PhoneHash == phone));

    public Task<Customer?> FindAsync(CustomerId id, CancellationToken cancellationToken) => Task.FromResult(Kept.GetValueOrDefault(id));

    public Task<ChangedCustomer?> ChangeAsync(Customer before, Customer after, AuditEntry audit, CancellationToken cancellationToken)
    {
        if (Others.TryDequeue(out var other))
        {
            Kept[before.Id] = other(Kept[before.Id]);
        }

        if (Kept[before.Id].Version != before.Version)
        {
            return Task.FromResult<ChangedCustomer?>(null);
        }

        Kept[before.Id] = after;
        Audit.Add(audit);
        return Task.FromResult<ChangedCustomer?>(new ChangedCustomer([Domain.Known.OurNumber]));
    }
}
