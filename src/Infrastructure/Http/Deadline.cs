namespace WhatsAppSupport.Infrastructure.Http;

/// <summary>A moment by which something is over, from now on.</summary>
internal sealed class Deadline(TimeProvider clock, TimeSpan within)
{
    private readonly long began = clock.GetTimestamp();

    public TimeSpan Left => within - clock.GetElapsedTime(began) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public bool HasPassed => Left == TimeSpan.Zero;
}
