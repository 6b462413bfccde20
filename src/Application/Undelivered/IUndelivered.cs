using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Undelivered;

/// <summary>Messages of ours that did not arrive: refused, withdrawn, or nobody knows.</summary>
public interface IUndelivered
{
    /// <summary>Newest first, in the order in which they were written; only what stands strictly behind <see cref="UndeliveredFilter.Before"/>.</summary>
    Task<IReadOnlyList<UndeliveredView>> ListAsync(UndeliveredFilter filter, CancellationToken cancellationToken);

    /// <summary>In whatever state it is; null when there is no such message.</summary>
    Task<SentMessage?> FindAsync(MessageId id, CancellationToken cancellationToken);
}

/// <param name="Status">Null: all three.</param>
/// <param name="Before">Only what was written before that place; null = from the newest.</param>
public sealed record UndeliveredFilter(DeliveryStatus? Status, long? Before, int Limit);

/// <summary>A message with all that decides whether it may be sent anew.</summary>
/// <param name="IntegratedNumber">The number of ours that its conversation is with.</param>
/// <param name="IsQueued">It is still being sent, or evidence of its outcome is waited for.</param>
/// <param name="ResentAs">The message that repeats its words; null when there is none.</param>
public sealed record SentMessage(Message Message, Customer Customer, string IntegratedNumber, bool IsQueued, MessageId? ResentAs) : Personal
{
    /// <summary>The customer's last conversation with that number, in which it would be said again.</summary>
    public Conversation? Latest { get; init; }

    /// <summary>By which the customer's rows are handled in their order.</summary>
    public LookupHash Lane => Customer.PhoneHash ?? Customer.BsuidHash ?? throw new InvalidOperationException("A customer is known by something.");
}
