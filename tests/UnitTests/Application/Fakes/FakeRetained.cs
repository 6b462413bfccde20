using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using WhatsAppSupport.Application.Retention;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Something of which each page holds so many rows, again in each round.</summary>
internal sealed class FakeRetained(RetentionKind kind, params int[] pages) : IRetained
{
    public RetentionKind Kind => kind;

    /// <summary>What each round was asked to remove.</summary>
    public ConcurrentQueue<DateTimeOffset> Before { get; } = new();

    public ConcurrentQueue<Exception> Outages { get; } = new();

    /// <summary>How many pages were removed in all rounds.</summary>
    public int Pages { get; private set; }

    /// <summary>What happens while a page is removed.</summary>
    public Action Meanwhile { get; set; } = () => { };

    public async IAsyncEnumerable<RemovedRows> RemoveAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Before.Enqueue(before);
        if (Outages.TryDequeue(out var outage))
        {
            throw outage;
        }

        foreach (var count in pages)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            Pages++;
            Meanwhile();
            yield return new RemovedRows(kind, count);
        }
    }
}
