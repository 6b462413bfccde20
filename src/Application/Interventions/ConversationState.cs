using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>What became of a conversation.</summary>
/// <param name="Assignee">Who has it, or had it when it was resolved.</param>
/// <param name="ResolutionTime">Seconds from its beginning to its end; null while it goes on.</param>
public sealed record ConversationState(
    Guid Conversation,
    ConversationStatus Status,
    bool IsFlagged,
    string? Assignee,
    Guid? AssigneeId,
    long? ResolutionTime,
    DateTimeOffset? CompletedAt,
    long Version) : Personal, IVersioned
{
    internal static ConversationState Of(Conversation conversation) => new(
        conversation.Id.Value,
        conversation.Status,
        conversation.IsFlagged,
        conversation.Assignee,
        conversation.AssigneeId,
        conversation.ResolutionTime,
        conversation.CompletedAt,
        conversation.Version);
}
