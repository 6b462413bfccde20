namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>More threads for the pool, to be had at once and not one every half second, as long as it is open.</summary>
internal sealed class ThreadRoom(int threads)
{
    private static readonly Lock Pool = new();

    private bool isOpen;

    /// <returns>False: it was open already.</returns>
    public bool Open() => Change(true, threads);

    /// <returns>False: it was closed already.</returns>
    public bool Close() => Change(false, -threads);

    private bool Change(bool open, int by)
    {
        lock (Pool)
        {
            if (isOpen == open)
            {
                return false;
            }

            isOpen = open;
            ThreadPool.GetMinThreads(out var workers, out var ports);
            return ThreadPool.SetMinThreads(workers + by, ports);
        }
    }
}
