using MediatR;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Customers;

/// <summary>One customer with their newest conversations.</summary>
public sealed record GetCustomer(CustomerId Customer) : IQuery<Result<CustomerDetails>>
{
    public const int MaxConversations = 50;
}

/// <param name="Window">Whether they may be written to freely now.</param>
/// <param name="Conversations">The newest, at most <see cref="GetCustomer.MaxConversations"/>, the one that began last first.</param>
public sealed record CustomerDetails(CustomerView Customer, WindowView Window, IReadOnlyList<ConversationView> Conversations) : Personal, IVersioned
{
    long IVersioned.Version => Customer.Version;
}

internal sealed class GetCustomerHandler(ICustomers customers, IConversationReads conversations, TimeProvider clock)
    : IRequestHandler<GetCustomer, Result<CustomerDetails>>
{
    public async Task<Result<CustomerDetails>> Handle(GetCustomer query, CancellationToken cancellationToken) =>
        await customers.FindAsync(query.Customer, cancellationToken) is { } found
            ? new CustomerDetails(
                CustomerView.From(found),
                WindowView.At(clock.GetUtcNow(), found.LastHeardAt),
                await conversations.ListOfCustomerAsync(query.Customer, GetCustomer.MaxConversations, cancellationToken))
            : new CustomerNotFound(query.Customer);
}
