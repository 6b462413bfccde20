using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>
/// Commits turns. The inbox row is settled only where it is pending and the oldest of its lane, the conversation is updated only
/// where its version is the one that was read; otherwise somebody else was there, and nothing is stored.
/// </summary>
public interface ITurnStore
{
    /// <param name="claimFirst">Whether the first reply may be committed as claimed, when nothing of that customer is unsettled.</param>
    Task<TurnReceipt> CommitAsync(Turn turn, bool claimFirst, CancellationToken cancellationToken);
}

/// <param name="Committed">False: things have moved on; look again.</param>
/// <param name="Claimed">The reply that is to be sent now.</param>
public readonly record struct TurnReceipt(bool Committed, Message? Claimed = null)
{
    public static readonly TurnReceipt MovedOn = new(false);
}
