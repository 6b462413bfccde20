namespace WhatsAppSupport.Domain.Conversations;

/// <summary>
/// WhatsApp lets a business write freely for 24 hours after the customer's last message; outside of it only approved
/// templates are accepted (error 131047).
/// </summary>
public readonly record struct ServiceWindow(DateTimeOffset? LastHeardAt)
{
    public static readonly TimeSpan Length = TimeSpan.FromHours(24);

    /// <summary>The first moment at which it is closed; null for who was never heard.</summary>
    public DateTimeOffset? ClosesAt => LastHeardAt + Length;

    public bool IsOpenAt(DateTimeOffset now) => LastHeardAt is { } heard && now - heard < Length;

    public TimeSpan LeftAt(DateTimeOffset now) => IsOpenAt(now) ? Length - (now - LastHeardAt!.Value) : TimeSpan.Zero;

    /// <summary>The earlier of the provider's time and the time of receipt, so that a late repeat does not extend the window.</summary>
    public static DateTimeOffset OpensAt(DateTimeOffset? providerTime, DateTimeOffset receivedAt) =>
        providerTime is { } sent && sent < receivedAt ? sent : receivedAt;
}
