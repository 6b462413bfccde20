namespace WhatsAppSupport.Infrastructure.Persistence.Access;

/// <summary>A session of somebody who signed in. The cookie holds its id, and is worth nothing once the row is gone.</summary>
public sealed class SignInRecord
{
    public Guid Id { get; set; }

    public Guid AgentId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}
