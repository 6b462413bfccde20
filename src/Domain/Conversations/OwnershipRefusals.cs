using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Domain.Conversations;

/// <summary>Nobody takes over, hands on, gives back or answers what is over.</summary>
public sealed record ConversationCompleted(ConversationId Conversation)
    : ConflictError("conversation_completed", $"Conversation {Conversation} is over. What its customer writes next begins a new one, which can be taken over.");

/// <summary>Somebody else has it.</summary>
/// <param name="Assignee">Told beside the message, never in it: a message may be kept in a log.</param>
/// <param name="AssigneeId">Null where an older version of this program kept the name only.</param>
public sealed record ConversationTaken(ConversationId Conversation, string Assignee, Guid? AssigneeId, DateTimeOffset Since) : ConflictError(
    "conversation_taken",
    $"Somebody else has conversation {Conversation}: \"assignee\" says who, \"since\" since when. It can be taken over once they have given it back (POST /api/v1/conversations/{Conversation}/give-back); they, and whoever has the permission conversations:assign, can hand it to you (POST /api/v1/conversations/{Conversation}/assign)")
{
    public override string ToString() => Code;
}

/// <summary>Nobody has it who could give it back, or write in it.</summary>
public sealed record ConversationNotTaken(ConversationId Conversation) : ConflictError(
    "conversation_not_taken",
    $"Nobody has conversation {Conversation}, and only what somebody has is given back, or answered by a person. It can be taken over first: POST /api/v1/conversations/{Conversation}/takeover");

/// <summary>What is in nobody's hands is handed out by who is there for it.</summary>
public sealed record AssigningNotAllowed(ConversationId Conversation) : ForbiddenError(
    "not_allowed",
    $"Nobody has conversation {Conversation}: whoever has the permission conversations:assign hands it to somebody. You may take it over (POST /api/v1/conversations/{Conversation}/takeover), and then hand it on.");
