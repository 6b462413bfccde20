namespace WhatsAppSupport.Application.Delivery;

/// <summary>Lets a burst through at once, then one every <paramref name="interval"/>.</summary>
internal sealed class TokenBucket(double burst, TimeSpan interval, TimeProvider clock)
{
    private readonly double burst = burst;
    private readonly Lock gate = new();
    private double tokens = burst;
    private long reckonedAt = clock.GetTimestamp();

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
            tokens = Math.Min(burst, tokens + 1);
        }
    }

    /// <summary>Nothing was taken for so long that forgetting the bucket changes nothing.</summary>
    public bool IsFull()
    {
        lock (gate)
        {
            Fill();
            return tokens >= burst;
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
            return tokens >= 1 ? TimeSpan.Zero : interval * (1 - tokens);
        }
    }

    private void Fill()
    {
        var now = clock.GetTimestamp();
        tokens = Math.Min(burst, tokens + (clock.GetElapsedTime(reckonedAt, now) / interval));
        reckonedAt = now;
    }
}
