using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Escalations;

/// <summary>Tells people outside of this program that a customer waits for one of them.</summary>
public interface IEscalationNotifier
{
    /// <summary>True when it was taken (2xx); false when it should be tried again later. Never throws for what the other side does.</summary>
    Task<bool> NotifyAsync(EscalationNotice notice, CancellationToken cancellationToken);
}

public sealed record EscalationNotice(ConversationId Conversation, string Department, string Reason, DateTimeOffset EscalatedAt) : Personal;
