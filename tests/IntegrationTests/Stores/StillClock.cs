namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class StillClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now => now;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
