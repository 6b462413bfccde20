using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>What people look at: projected straight from the database, nothing tracked.</summary>
public interface IConversationReads
{
    /// <summary>Newest first by (UpdatedAt, Id), both descending; only what stands strictly behind <see cref="ConversationFilter.After"/>.</summary>
    Task<IReadOnlyList<ConversationView>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken);

    /// <param name="messages">So many of the newest, given oldest first (by ordinal).</param>
    Task<(ConversationView Conversation, IReadOnlyList<MessageView> Messages)?> FindAsync(
        ConversationId id, int messages, CancellationToken cancellationToken);
}

/// <param name="Status">Null: all.</param>
/// <param name="After">Null: from the newest.</param>
public sealed record ConversationFilter(ConversationStatus? Status, ConversationCursor? After, int Limit);
