namespace WhatsAppSupport.Domain.Conversations;

public readonly record struct ConversationId(Guid Value)
{
    public static ConversationId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public override string ToString() => Value.ToString();
}
