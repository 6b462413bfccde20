using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>
/// The live conversations, close at hand. Everything in it is in the database, too: a store that is empty, stale or dead
/// costs speed only. It never throws for what the store does: a failed look-up is a miss, a failed save is dropped.
/// </summary>
public interface ISessionStore
{
    ValueTask<Session?> FindAsync(SessionKey key, CancellationToken cancellationToken);

    /// <summary>Kept only if its version is higher than what is kept already.</summary>
    ValueTask SaveAsync(SessionKey key, Session session, CancellationToken cancellationToken);

    ValueTask ForgetAsync(SessionKey key, CancellationToken cancellationToken);
}

/// <summary>One customer and one of our numbers. Carries no phone number of the customer: the hash only.</summary>
public readonly record struct SessionKey(LookupHash Customer, string IntegratedNumber)
{
    public override string ToString() => $"{Customer}:{IntegratedNumber}";
}

/// <summary>All that a turn needs to know.</summary>
public sealed record Session(Customer Customer, Conversation Conversation, MessageRate Rate)
{
    public long Version => Conversation.Version;
}
