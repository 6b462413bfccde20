namespace WhatsAppSupport.Application.Workers;

/// <summary>One running process. A new one at each start: nobody answers for what an earlier one has promised.</summary>
public readonly record struct WorkerId(Guid Value)
{
    public static WorkerId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public override string ToString() => Value.ToString("N");
}
