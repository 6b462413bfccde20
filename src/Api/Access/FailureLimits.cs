namespace WhatsAppSupport.Api.Access;

/// <summary>How often an address may fail, at each door by itself: who guesses at one shuts nobody out at another.</summary>
public sealed class FailureLimits(TimeProvider clock)
{
    public FailedAuthenticationLimiter Webhooks { get; } = new(clock);

    public FailedAuthenticationLimiter Keys { get; } = new(clock);

    public FailedAuthenticationLimiter SignIns { get; } = new(clock);
}
