using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Ownership;

/// <summary>Who has a conversation, in the database. A take-over does not wait in its customer's lane: it wins against the turn that is under way.</summary>
public interface IOwnership
{
    /// <summary>As it is stored now, whatever a cache says.</summary>
    Task<OwnedConversation?> FindAsync(ConversationId id, CancellationToken cancellationToken);

    /// <summary>
    /// Stores the take-over and withdraws what the bot has not begun to send, in one transaction. Once it has committed, no bot message
    /// of an older epoch is claimed: a claim holds the conversation's row while it looks at the epoch.
    /// </summary>
    /// <param name="expected">The version that was read.</param>
    /// <returns>False: the conversation has moved on meanwhile, and nothing was stored.</returns>
    Task<bool> TakeOverAsync(Conversation taken, long expected, CancellationToken cancellationToken);

    /// <summary>What the bot had said before the conversation changed hands last and that had not arrived by then.</summary>
    Task<LeftByBot> ListLeftAsync(Conversation taken, CancellationToken cancellationToken);
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
