namespace WhatsAppSupport.Infrastructure.Notifications;

/// <summary>Who hears of it when a customer waits for a person, and how long the customer waits.</summary>
public sealed record EscalationOptions
{
    /// <summary>Gets a POST for each escalation; null: nobody is told. It may hold a secret, so it is never logged.</summary>
    public Uri? NotifyUrl { get; init; }

    /// <summary>How long a customer waits for a person until the bot comes back. Default 30 min; 1 to 1,440.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long one try may take. Default 10 s; 1 to 60.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Before the second of three tries; doubled, with jitter, before the third. Default 1 s; 0 to 30.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);
}
