using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>What people change in a conversation, in the database. It does not wait in the customer's lane: it wins against the turn that is under way.</summary>
public interface IInterventions
{
    /// <summary>As it is stored now, whatever a cache says.</summary>
    Task<OwnedConversation?> FindAsync(ConversationId id, CancellationToken cancellationToken);

    /// <summary>
    /// In one transaction, where the conversation still has the version that was read: the conversation, the messages, the request's key and
    /// the entry of the audit log; and where the ownership epoch is raised, what the bot has not begun to send is withdrawn. Once that has
    /// committed, no bot message of an older epoch is claimed: a claim holds the conversation's row while it looks at the epoch.
    /// </summary>
    Task<InterventionOutcome> StoreAsync(Intervention intervention, CancellationToken cancellationToken);

    /// <summary>What the bot had said before the conversation changed hands last and that had not arrived by then.</summary>
    Task<LeftByBot> ListLeftAsync(Conversation taken, CancellationToken cancellationToken);

    /// <summary>What a request of that actor with that key has done; null when there was none.</summary>
    Task<KeyedEffect?> FindEffectAsync(Guid actor, LookupHash key, CancellationToken cancellationToken);

    /// <summary>As they are now, in the order of their ordinals.</summary>
    Task<IReadOnlyList<MessageView>> ListMessagesAsync(ConversationId conversation, int firstOrdinal, int count, CancellationToken cancellationToken);
}

public enum InterventionOutcome
{
    Stored,

    /// <summary>The conversation has another version by now; nothing was stored.</summary>
    MovedOn,

    /// <summary>A request with the same key was stored already; nothing was stored.</summary>
    Repeated,
}

/// <summary>A conversation and whose it is.</summary>
public sealed record OwnedConversation(Customer Customer, Conversation Conversation)
{
    /// <summary>The lane in which everything else that moves it is handled.</summary>
    public LookupHash Lane => Customer.PhoneHash ?? Customer.BsuidHash ?? throw new InvalidOperationException("A customer has a number or a user id.");
}

/// <param name="InFlight">Claimed before, or perhaps sent: it may still arrive.</param>
/// <param name="Withdrawn">Never sent, and never will be.</param>
public sealed record LeftByBot(IReadOnlyList<MessageView> InFlight, IReadOnlyList<MessageView> Withdrawn) : Personal;
