using WhatsAppSupport.Application.Search;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Counts what waits to be indexed, and says in which order it was done.</summary>
internal sealed class FakeWordIndex(TimeProvider clock) : IWordIndex
{
    private readonly Lock gate = new();
    private readonly List<(string Kind, DateTimeOffset At)> done = [];

    public int Messages { get; set; }

    public int Names { get; set; }

    public int Older { get; set; }

    public Exception? Outage { get; set; }

    public IReadOnlyList<(string Kind, DateTimeOffset At)> Done
    {
        get
        {
            lock (gate)
            {
                return [.. done];
            }
        }
    }

    public int Looks { get; private set; }

    public Task<bool> AddMessagesAsync(int limit, CancellationToken cancellationToken)
    {
        Looks++;
        if (Outage is { } outage)
        {
            Outage = null;
            throw outage;
        }

        (Messages, var areMore) = Take("messages", Messages, limit);
        return Task.FromResult(areMore);
    }

    public Task<bool> AddNamesAsync(int limit, CancellationToken cancellationToken)
    {
        (Names, var areMore) = Take("names", Names, limit);
        return Task.FromResult(areMore);
    }

    public Task<bool> AddOlderMessagesAsync(int limit, CancellationToken cancellationToken)
    {
        (Older, var areMore) = Take("older", Older, limit);
        return Task.FromResult(areMore);
    }

    private (int Left, bool AreMore) Take(string kind, int waiting, int limit)
    {
        var taken = Math.Min(waiting, limit);
        if (taken > 0)
        {
            lock (gate)
            {
                done.Add((kind, clock.GetUtcNow()));
            }
        }

        return (waiting - taken, taken == limit);
    }
}
