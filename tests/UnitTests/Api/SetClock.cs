namespace WhatsAppSupport.UnitTests.Api;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private DateTimeOffset now = now;

    public override DateTimeOffset GetUtcNow() => now;

    public void Move(TimeSpan by) => now += by;
}
