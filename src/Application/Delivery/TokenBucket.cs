namespace WhatsAppSupport.Application.Delivery;

/// <summary>Lets a burst through at once, then one every <paramref name="interval"/>.</summary>
/// <param name="sharers">How many buckets share burst and interval at the moment; one where it is null.</param>
internal sealed class TokenBucket(double burst, TimeSpan interval, TimeProvider clock, Func<int>? sharers = null)
{
    private readonly Lock gate = new();
    private double tokens = Math.Max(1, burst / (sharers?.Invoke() ?? 1));
    private long reckonedAt = clock.GetTimestamp();

    private int Sharers => sharers?.Invoke() ?? 1;

    private double Burst => Math.Max(1, burst / Sharers);

    private TimeSpan Interval => interval * Sharers;

    public bool TryTake()
    {
        lock (gate)
        {
            Fill();
            if (tokens < 1)
            {
                return false;
            }

            tokens--;
            return true;
        }
    }

    public void GiveBack()
    {
        lock (gate)
        {
            tokens = Math.Min(Burst, tokens + 1);
        }
    }

    /// <summary>Nothing was taken for so long that forgetting the bucket changes nothing.</summary>
    public bool IsFull()
    {
        lock (gate)
        {
            Fill();
            return tokens >= Burst;
        }
    }

    public int Available()
    {
        lock (gate)
        {
            Fill();
            return (int)tokens;
        }
    }

    /// <summary>How long it is until there is something to take.</summary>
    public TimeSpan Wait()
    {
        lock (gate)
        {
            Fill();
            return tokens >= 1 ? TimeSpan.Zero : Interval * (1 - tokens);
        }
    }

    private void Fill()
    {
        var now = clock.GetTimestamp();
        tokens = Math.Min(Burst, tokens + (clock.GetElapsedTime(reckonedAt, now) / Interval));
        reckonedAt = now;
    }
}
