using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Infrastructure.Sessions;

/// <summary>When an entry that nobody touched is tidied up: an hour after its conversation is over anyway.</summary>
public static class SessionLifetime
{
    public static readonly TimeSpan SinceLastSave = Conversation.CompletedAfter + TimeSpan.FromHours(1);
}
