namespace WhatsAppSupport.Application.Delivery;

/// <summary>Tells a pump that there is something to do; telling it twice is telling it once.</summary>
public abstract class WorkSignal : IDisposable
{
    private readonly SemaphoreSlim work = new(0, 1);

    public void Set()
    {
        lock (work)
        {
            if (work.CurrentCount == 0)
            {
                work.Release();
            }
        }
    }

    public void Dispose()
    {
        work.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns when it was set, at the latest after <paramref name="atMost"/>: nobody relies on being told.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => work.WaitAsync(atMost, cancellationToken);
}

/// <summary>Something is to be sent that nobody has claimed.</summary>
public sealed class OutboxSignal : WorkSignal;

/// <summary>A report was stored, or an id that one may wait for.</summary>
public sealed class ReportSignal : WorkSignal
{
    private volatile bool lookAtAll;

    /// <summary>Reports are known to wait for an id that is not stored yet.</summary>
    public bool HasWaiting { get; set; }

    public void LookAtAll()
    {
        lookAtAll = true;
        Set();
    }

    public bool TakeLookAtAll()
    {
        var taken = lookAtAll;
        lookAtAll = false;
        return taken;
    }
}
