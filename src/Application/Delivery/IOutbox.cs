using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>
/// The messages that are still to be sent. A message may be claimed only if no earlier one of its customer is pending, sending
/// or unknown, its conversation still has the ownership epoch it was written under, the service window is open and the customer
/// is active and has not opted out.
/// </summary>
public interface IOutbox
{
    /// <summary>Claims what is due, oldest first, at most one of a customer; withdraws what may not be sent any more.</summary>
    /// <param name="slots">Of customers in these slots only; null for all.</param>
    /// <param name="limit">At most so many.</param>
    Task<IReadOnlyList<ClaimedMessage>> ClaimDueAsync(IReadOnlyList<int>? slots, int limit, CancellationToken cancellationToken);

    /// <summary>Stores what came of an attempt, sharing a transaction with others, and claims the customer's next message in the same statement.</summary>
    Task<ClaimedMessage?> StoreAsync(SendResult result, CancellationToken cancellationToken);
}

/// <summary>What came of one attempt.</summary>
/// <param name="ClaimedAt">Names the claim that the attempt was made under: another one may have been made since.</param>
/// <param name="Status">Pending (again), Sent, Failed or Unknown.</param>
/// <param name="ProviderIds">Every id that a report may carry, the best one first.</param>
/// <param name="NextAttemptAt">When it may be tried again; for Pending only.</param>
/// <param name="Attempts">How many count as made.</param>
/// <param name="ClaimNext">Whether the pace allows the customer's next message now.</param>
public sealed record SendResult(
    MessageId Message,
    CustomerId Customer,
    DateTimeOffset ClaimedAt,
    DeliveryStatus Status,
    IReadOnlyList<string> ProviderIds,
    string? Reason,
    DateTimeOffset? NextAttemptAt,
    int Attempts,
    DateTimeOffset At,
    bool ClaimNext) : Personal;
