using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Domain.Conversations;

/// <summary>Nobody takes over, or gives back, what is over.</summary>
public sealed record ConversationCompleted(ConversationId Conversation)
    : ConflictError("conversation_completed", $"Conversation {Conversation} is over. What its customer writes next begins a new one, which can be taken over.");

/// <summary>Somebody else has it.</summary>
/// <param name="Assignee">Told beside the message, never in it: a message may be kept in a log.</param>
public sealed record ConversationTaken(ConversationId Conversation, string Assignee, DateTimeOffset Since) : ConflictError(
    "conversation_taken",
    $"Somebody else has conversation {Conversation}: \"assignee\" says who, \"since\" since when. It can be taken over once it was given back: POST /api/v1/conversations/{Conversation}/give-back")
{
    public override string ToString() => Code;
}

/// <summary>Nobody has it who could give it back.</summary>
public sealed record ConversationNotTaken(ConversationId Conversation) : ConflictError(
    "conversation_not_taken",
    $"Nobody has conversation {Conversation}, so that nobody can give it back. Who waits for a person can be taken over first: POST /api/v1/conversations/{Conversation}/takeover");
