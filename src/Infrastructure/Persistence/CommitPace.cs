namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>How long batches take, and how long a new item would therefore wait.</summary>
internal sealed class CommitPace(TimeProvider clock)
{
    private readonly Lock gate = new();
    private TimeSpan usual;
    private long? begunAt;

    public void Begin()
    {
        lock (gate)
        {
            begunAt = clock.GetTimestamp();
        }
    }

    public void End()
    {
        lock (gate)
        {
            // Four batches are enough to learn, and to forget, that the database is slow.
            usual = ((usual * 3) + clock.GetElapsedTime(begunAt!.Value)) / 4;
            begunAt = null;
        }
    }

    /// <summary>Where nothing is being written, a new item always gets its try: so an overload, or an outage, is noticed to be over.</summary>
    /// <param name="batchesAhead">Full ones that wait already.</param>
    public TimeSpan Expected(int batchesAhead)
    {
        lock (gate)
        {
            if (begunAt is not { } begun)
            {
                return TimeSpan.Zero;
            }

            // What has taken longer than usual is likely to take as long again.
            var elapsed = clock.GetElapsedTime(begun);
            var left = elapsed > usual ? elapsed : usual - elapsed;
            return left + (usual * (batchesAhead + 1));
        }
    }
}
