using System.Threading.Channels;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>
/// Whoever writes at the same time shares one transaction: while one batch is being committed the next one gathers. Order of
/// arrival is kept. A full queue refuses at once rather than answering slowly.
/// </summary>
internal sealed class GroupCommit<TItem, TResult> : IAsyncDisposable
{
    private readonly Func<TItem, object?>? apart;
    private readonly Channel<Waiting> queue;
    private readonly Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> write;
    private readonly Func<Exception, bool> isItemsFault;
    private readonly int largest;
    private readonly Task loop;

    /// <param name="isItemsFault">Whether one item is to blame: the batch is then written again, each by itself.</param>
    /// <param name="apart">Items for which it gives the same are never in one batch: one statement could not tell them apart.</param>
    public GroupCommit(
        Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> write,
        Func<Exception, bool> isItemsFault,
        Func<TItem, object?>? apart = null,
        int largest = 256,
        int capacity = 16_384)
    {
        (this.write, this.isItemsFault, this.apart, this.largest) = (write, isItemsFault, apart, largest);
        queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(capacity) { SingleReader = true });
        loop = Task.Run(RunAsync);
    }

    /// <summary>Written and committed when it returns; throws what the write threw, or <see cref="OverloadedException"/>.</summary>
    public Task<TResult> AddAsync(TItem item)
    {
        var waiting = new Waiting(item);
        return queue.Writer.TryWrite(waiting) ? waiting.Task : throw new OverloadedException();
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private async Task RunAsync()
    {
        var batch = new List<Waiting>(largest);
        var items = new List<TItem>(largest);
        var taken = new HashSet<object?>();
        while (await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            items.Clear();
            taken.Clear();
            while (batch.Count < largest && queue.Reader.TryPeek(out var waiting) && (apart is null || taken.Add(apart(waiting.Item))))
            {
                queue.Reader.TryRead(out _);
                batch.Add(waiting);
                items.Add(waiting.Item);
            }

            await WriteAsync(batch, items);
        }
    }

    private async Task WriteAsync(List<Waiting> batch, List<TItem> items)
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
            foreach (var waiting in batch)
            {
                await WriteAsync([waiting], [waiting.Item]);
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

    private sealed class Waiting(TItem item) : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TItem Item { get; } = item;
    }
}

/// <summary>More is waiting to be written than may wait.</summary>
public sealed class OverloadedException() : Exception("Too much is waiting to be written.");
