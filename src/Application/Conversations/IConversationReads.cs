using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>What people look at: projected straight from the database, nothing tracked. Nothing here reads a table through.</summary>
public interface IConversationReads
{
    /// <summary>In that order, then by id; only what stands strictly behind <paramref name="after"/>.</summary>
    /// <param name="after">Null: from the beginning.</param>
    Task<IReadOnlyList<ConversationView>> ListAsync(
        ConversationFilter filter, ConversationSort sort, Place? after, int limit, CancellationToken cancellationToken);

    /// <summary>How many there are, each counted up to <paramref name="most"/> and no further.</summary>
    Task<ConversationTally> CountAsync(ConversationFilter filter, int most, CancellationToken cancellationToken);

    /// <param name="messages">So many of the newest, given oldest first (by ordinal).</param>
    /// <param name="notes">So many of the newest, given oldest first.</param>
    Task<FoundConversation?> FindAsync(ConversationId id, int messages, int notes, CancellationToken cancellationToken);

    /// <summary>Null when there is no such conversation.</summary>
    Task<IReadOnlyList<MessageView>?> ListMessagesAsync(ConversationId id, MessageRange range, CancellationToken cancellationToken);

    /// <summary>A customer's conversations, the one that began last first.</summary>
    Task<IReadOnlyList<ConversationView>> ListOfCustomerAsync(CustomerId customer, int limit, CancellationToken cancellationToken);
}

public sealed record FoundConversation(ConversationView Conversation, CustomerView Customer, IReadOnlyList<MessageView> Messages, IReadOnlyList<NoteView> Notes) : Personal;

/// <param name="Waiting">Escalated, and nobody has it.</param>
public readonly record struct ConversationTally(int Active, int Escalated, int Completed, int Waiting, int Flagged);

/// <summary>Messages of one conversation: the newest before an ordinal, newest first, or the oldest after one, oldest first.</summary>
/// <param name="Before">Null: from the newest.</param>
/// <param name="Since">Null: newest first.</param>
public readonly record struct MessageRange(int? Before, int? Since, int Limit);
