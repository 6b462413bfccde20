namespace WhatsAppSupport.Application.Access;

internal static class StoredTime
{
    /// <summary>Now, as precise as it is stored: what is answered at once and what is read later are the same.</summary>
    public static DateTimeOffset NowAsStored(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
