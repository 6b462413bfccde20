using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>
/// Messages that were perhaps sent. Whatever is done to one holds only where it is still unknown by the same attempt: a report, or another
/// process, may have been here first.
/// </summary>
public interface IUnsettled
{
    /// <summary>Claims whose process died between claim and answer become unknown.</summary>
    /// <returns>How many.</returns>
    Task<int> AbandonAsync(CancellationToken cancellationToken);

    /// <summary>What is unknown since that time or longer and still holds up its customer's queue, oldest first.</summary>
    Task<IReadOnlyList<UnsettledMessage>> ListAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken);

    /// <summary>Which of our messages each of the provider's ids is known to belong to.</summary>
    Task<ILookup<string, MessageId>> OwnersAsync(IReadOnlyCollection<string> providerIds, CancellationToken cancellationToken);

    /// <summary>Raises each to what its evidence says, and keeps the provider's ids, so that reports find it from now on.</summary>
    /// <returns>How many changed.</returns>
    Task<int> SettleAsync(IReadOnlyList<Evidence> evidence, CancellationToken cancellationToken);

    /// <summary>Without evidence the class decides: a bot's reply is sent once more; an agent's waits for the agent's word, a template is never repeated, and the queue goes on.</summary>
    /// <returns>How many changed.</returns>
    Task<int> DecideAsync(IReadOnlyList<UnsettledMessage> messages, CancellationToken cancellationToken);
}
