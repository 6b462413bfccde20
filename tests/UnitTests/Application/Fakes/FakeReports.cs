using System.Collections.Concurrent;
using WhatsAppSupport.Application.Delivery;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

internal sealed class FakeReports : IReports
{
    private readonly ConcurrentQueue<ReadReport> applied = new();

    public ConcurrentQueue<StoredReport> Due { get; } = new();

    /// <summary>Listed only where those that were put off are asked for.</summary>
    public ConcurrentQueue<StoredReport> PutOff { get; } = new();

    public ConcurrentQueue<Exception> Outages { get; } = new();

    /// <summary>Whether the messages of what is applied are known.</summary>
    public bool FindMessages { get; set; } = true;

    public IReadOnlyList<ReadReport> Applied => [.. applied];

    public Task<IReadOnlyList<StoredReport>> ListDueAsync(IReadOnlyList<int>? slots, int limit, bool putOff, CancellationToken cancellationToken)
    {
        if (Outages.TryDequeue(out var outage))
        {
            throw outage;
        }

        return Task.FromResult<IReadOnlyList<StoredReport>>([.. Take(putOff ? PutOff : Due, limit)]);
    }

    public Task<int> ApplyAsync(IReadOnlyList<ReadReport> reports, CancellationToken cancellationToken)
    {
        foreach (var report in reports)
        {
            applied.Enqueue(report);
        }

        return Task.FromResult(FindMessages ? reports.Count : 0);
    }

    private static IEnumerable<StoredReport> Take(ConcurrentQueue<StoredReport> queue, int limit)
    {
        for (var count = 0; count < limit && queue.TryDequeue(out var report); count++)
        {
            yield return report;
        }
    }
}
