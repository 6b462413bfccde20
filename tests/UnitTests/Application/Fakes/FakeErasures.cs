using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>One customer with one conversation of three messages, who can be erased once.</summary>
internal sealed class FakeErasures(FakeInbox inbox) : IErasures, ISandboxMessages
{
    public Customer? Known { get; set; }

    public List<AuditEntry> Audit { get; } = [];

    public List<string> Forgotten { get; } = [];

    public int Overwritten { get; private set; }

    public Task<Result<ErasedCustomer>> EraseAsync(CustomerId customer, Func<ErasedCounts, AuditEntry> entry, CancellationToken cancellationToken)
    {
        if (Known is not { } known || known.Id != customer)
        {
            return Task.FromResult<Result<ErasedCustomer>>(new CustomerNotFound(customer));
        }

        var session = new SessionKey(known.PhoneHash!.Value, Domain.Known.OurNumber);
        inbox.Add(new InboxEntry(InboxKind.Erasure, session.Customer, session.IntegratedNumber, default, Domain.Known.Noon, default));
        Audit.Add(entry(new ErasedCounts(1, 3)));
        Known = null;
        return Task.FromResult<Result<ErasedCustomer>>(new ErasedCustomer([known.Address], [session]));
    }

    public Task OverwriteAsync(CancellationToken cancellationToken)
    {
        Overwritten++;
        return Task.CompletedTask;
    }

    public Task FinishAsync(long row, CancellationToken cancellationToken) => inbox.Change(row, InboxState.Done, null);

    public IReadOnlyList<SandboxMessage> For(string digits) => [];

    public void Forget(string address) => Forgotten.Add(address);
}
