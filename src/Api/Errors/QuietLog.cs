namespace WhatsAppSupport.Api.Errors;

/// <summary>Once a second is enough to say the same thing: thousands of lines a second would hold up those who write them.</summary>
internal sealed class QuietLog(TimeProvider clock)
{
    private readonly Lock gate = new();
    private long? spokenAt;
    private int unsaid;

    /// <param name="times">How often it has happened since it was last said, this time included.</param>
    public bool MaySpeak(out int times)
    {
        lock (gate)
        {
            times = ++unsaid;
            if (spokenAt is { } last && clock.GetElapsedTime(last) < TimeSpan.FromSeconds(1))
            {
                return false;
            }

            (spokenAt, unsaid) = (clock.GetTimestamp(), 0);
            return true;
        }
    }
}
