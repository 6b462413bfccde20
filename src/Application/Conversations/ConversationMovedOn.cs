using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Conversations;

public sealed record ConversationMovedOn()
    : ConflictError("conversation_moved_on", "The conversation changed meanwhile; read it again.");
