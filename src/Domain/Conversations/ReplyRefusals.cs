using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Domain.Conversations;

/// <summary>WhatsApp would refuse it, now and until the customer writes.</summary>
/// <param name="ClosedAt">Null: the customer was never heard.</param>
public sealed record ServiceWindowClosed(ConversationId Conversation, DateTimeOffset? ClosedAt) : ConflictError(
    "service_window_closed",
    $"The customer of conversation {Conversation} has not written for 24 hours (\"closedAt\" says when these were over), and WhatsApp takes nothing but an approved template until they do. Wait until they write, then send it again.");

/// <summary>The customer wants to hear nothing from us.</summary>
public sealed record CustomerOptedOut(ConversationId Conversation) : ConflictError(
    "customer_opted_out",
    $"The customer of conversation {Conversation} has opted out and is not written to. It can be sent once they have opted in again.");

/// <summary>Such a customer is heard and never answered.</summary>
public sealed record CustomerInactive(ConversationId Conversation) : ConflictError(
    "customer_inactive",
    $"The customer of conversation {Conversation} is not active, and is never answered. It can be sent once they are active again.");
