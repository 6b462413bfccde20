using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Erasure;

/// <summary>A customer has never been here. What is left is that somebody was erased, by whom and when, and how much there was.</summary>
public sealed record EraseCustomer(Actor By, CustomerId Customer) : ICommand<Result>, IAskedByPerson;

internal sealed class EraseCustomerHandler(IErasures erasures, ISessionStore sessions, ISandboxMessages sandbox, Arrivals arrivals)
    : IRequestHandler<EraseCustomer, Result>
{
    public async Task<Result> Handle(EraseCustomer command, CancellationToken cancellationToken)
    {
        var outcome = await erasures.EraseAsync(command.Customer, counts => Entry(command, counts), cancellationToken);
        if (!outcome.Succeeded(out var erased, out var refusal))
        {
            return refusal;
        }

        foreach (var address in erased.Addresses)
        {
            sandbox.Forget(address);
        }

        foreach (var session in erased.Sessions)
        {
            // At once, for whoever looks now; their lane does it once more, behind a turn that is under way (HandleErasure).
            await sessions.ForgetAsync(session, cancellationToken);
            arrivals.Announce(session.Customer);
        }

        return Result.Success;
    }

    private static AuditEntry Entry(EraseCustomer command, ErasedCounts counts) => new(
        command.By,
        "customer.erased",
        SubjectKind.Customer,
        command.Customer.ToString(),
        AuditFields.Of(("conversations", counts.Conversations), ("messages", counts.Messages)),
        After: null);
}
