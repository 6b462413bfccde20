namespace WhatsAppSupport.Domain.Conversations;

public enum ConversationStatus
{
    /// <summary>The bot answers.</summary>
    Active,

    /// <summary>Waits for a person, or is with one: the bot is silent.</summary>
    Escalated,

    /// <summary>Over. What the customer writes next begins a new conversation.</summary>
    Completed,
}
