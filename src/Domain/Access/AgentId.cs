namespace WhatsAppSupport.Domain.Access;

public readonly record struct AgentId(Guid Value)
{
    public static AgentId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public override string ToString() => Value.ToString();
}
