using System.Threading.Channels;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>
/// Whoever writes at the same time shares one transaction: while one batch is being committed the next one gathers. Order of
/// arrival is kept. What waits is bounded in number, weight and time: who would wait too long is refused at once, and who gives up
/// leaves nothing behind.
/// </summary>
internal sealed class GroupCommit<TItem, TResult> : IAsyncDisposable
{
    private readonly GroupCommitLimits<TItem> limits;
    private readonly CommitPace pace;
    private readonly Channel<WaitingItem<TItem, TResult>> queue;
    private readonly Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> write;
    private readonly Func<Exception, bool> isItemsFault;
    private readonly HashSet<object?> taken = [];
    private readonly Task loop;
    private int waitingCount;
    private long heldWeight;

    /// <param name="isItemsFault">Whether one item is to blame: the batch is then written again, each by itself.</param>
    public GroupCommit(
        Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> write,
        Func<Exception, bool> isItemsFault,
        GroupCommitLimits<TItem>? limits = null,
        TimeProvider? clock = null)
    {
        (this.write, this.isItemsFault, this.limits) = (write, isItemsFault, limits ?? new GroupCommitLimits<TItem>());
        pace = new CommitPace(clock ?? TimeProvider.System);
        queue = Channel.CreateBounded<WaitingItem<TItem, TResult>>(new BoundedChannelOptions(this.limits.Capacity) { SingleReader = true });
        loop = Task.Run(RunAsync);
    }

    /// <summary>Written and committed when it returns; throws what the write threw, or <see cref="OverloadedException"/>.</summary>
    /// <param name="cancellationToken">
    /// Who gives up before the item's batch has begun is not written. Afterwards the write goes on: it may be stored though nobody
    /// heard of it, and must be harmless to repeat.
    /// </param>
    public Task<TResult> AddAsync(TItem item, CancellationToken cancellationToken)
    {
        var waiting = new WaitingItem<TItem, TResult>(item, limits.Weigh(item));
        if (!TryEnter(waiting))
        {
            throw new OverloadedException();
        }

        return cancellationToken.CanBeCanceled ? WaitAsync(waiting, cancellationToken) : waiting.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private bool TryEnter(WaitingItem<TItem, TResult> waiting)
    {
        var ahead = Volatile.Read(ref waitingCount) / limits.Largest;
        if (limits.Patience is { } patience && pace.Expected(ahead) > patience)
        {
            return false;
        }

        Interlocked.Increment(ref waitingCount);
        var isLight = Interlocked.Add(ref heldWeight, waiting.Weight) <= limits.Heaviest;
        if (isLight && queue.Writer.TryWrite(waiting))
        {
            return true;
        }

        Interlocked.Decrement(ref waitingCount);
        Interlocked.Add(ref heldWeight, -waiting.Weight);
        return false;
    }

    private async Task<TResult> WaitAsync(WaitingItem<TItem, TResult> waiting, CancellationToken cancellationToken)
    {
        using var given = cancellationToken.UnsafeRegister((_, token) => GiveUp(waiting, token), null);
        return await waiting.Task;
    }

    private void GiveUp(WaitingItem<TItem, TResult> waiting, CancellationToken cancellationToken)
    {
        if (waiting.TryTake(out _))
        {
            Interlocked.Decrement(ref waitingCount);
            Interlocked.Add(ref heldWeight, -waiting.Weight);
        }

        waiting.TrySetCanceled(cancellationToken);
    }

    private async Task RunAsync()
    {
        var batch = new List<WaitingItem<TItem, TResult>>(limits.Largest);
        var items = new List<TItem>(limits.Largest);
        while (await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            items.Clear();
            var weight = Gather(batch, items);
            if (batch.Count > 0)
            {
                pace.Begin();
                await WriteAsync(batch, items);
                pace.End();
                Interlocked.Add(ref heldWeight, -weight);
            }
        }
    }

    /// <returns>What they weigh together.</returns>
    private long Gather(List<WaitingItem<TItem, TResult>> batch, List<TItem> items)
    {
        var weight = 0L;
        taken.Clear();
        while (batch.Count < limits.Largest && queue.Reader.TryPeek(out var waiting))
        {
            var isTooMuch = batch.Count > 0 && weight + waiting.Weight > limits.HeaviestBatch;
            if (waiting.TryPeek(out var item) && (isTooMuch || (limits.Apart is { } apart && !taken.Add(apart(item)))))
            {
                break;
            }

            queue.Reader.TryRead(out _);
            if (waiting.TryTake(out item))
            {
                Interlocked.Decrement(ref waitingCount);
                weight += waiting.Weight;
                batch.Add(waiting);
                items.Add(item);
            }
        }

        return weight;
    }

    private async Task WriteAsync(List<WaitingItem<TItem, TResult>> batch, List<TItem> items)
    {
        try
        {
            var results = await write(items);
            for (var index = 0; index < batch.Count; index++)
            {
                batch[index].TrySetResult(results[index]);
            }
        }
        catch (Exception exception) when (batch.Count > 1 && isItemsFault(exception))
        {
            for (var index = 0; index < batch.Count; index++)
            {
                // Who has given up meanwhile is not written once more.
                if (!batch[index].Task.IsCompleted)
                {
                    await WriteAsync([batch[index]], [items[index]]);
                }
            }
        }
        catch (Exception exception)
        {
            foreach (var waiting in batch)
            {
                waiting.TrySetException(exception);
            }
        }
    }
}
