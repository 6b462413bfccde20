using MediatR;
using WhatsAppSupport.Application.Audit;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Export;

/// <summary>All that is stored about one customer, to be handed to them. That it was asked for is stored, too.</summary>
public sealed record ExportCustomer(Actor By, CustomerId Customer) : ICommand<Result<CustomerExport>>, IAskedByPerson;

/// <summary>Nothing but the customer is read before it is asked for. Its parts are those of <see cref="CustomerFile"/>.</summary>
public sealed record CustomerExport(
    DateTimeOffset ExportedAt,
    ExportedCustomer Customer,
    IAsyncEnumerable<ExportedConversation> Conversations,
    IAsyncEnumerable<ExportedMessage> Messages,
    IAsyncEnumerable<ExportedNote> Notes,
    IAsyncEnumerable<ExportedFlowTimer> FlowTimers,
    IAsyncEnumerable<ExportedFlowErrand> FlowErrands,
    IAsyncEnumerable<ExportedInboxRow> Inbox,
    IAsyncEnumerable<AuditEntryView> Audit) : Personal;

internal sealed class ExportCustomerHandler(IExports exports, TimeProvider clock) : IRequestHandler<ExportCustomer, Result<CustomerExport>>
{
    public async Task<Result<CustomerExport>> Handle(ExportCustomer command, CancellationToken cancellationToken)
    {
        var (id, now) = (command.Customer, clock.GetUtcNow());
        var entry = new AuditEntry(command.By, "customer.exported", SubjectKind.Customer, id.ToString(), Before: null, After: null);
        return await exports.BeginAsync(id, entry, cancellationToken) is { } customer
            ? new CustomerExport(
                now,
                customer,
                exports.ConversationsAsync(id, cancellationToken),
                exports.MessagesAsync(id, cancellationToken),
                exports.NotesAsync(id, cancellationToken),
                exports.FlowTimersAsync(id, cancellationToken),
                exports.FlowErrandsAsync(id, cancellationToken),
                exports.InboxAsync(id, cancellationToken),
                exports.AuditAsync(id, cancellationToken).Select(AuditEntryView.From))
            : new CustomerNotFound(id);
    }
}
