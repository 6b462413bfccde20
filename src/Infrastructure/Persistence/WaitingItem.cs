using System.Diagnostics.CodeAnalysis;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Something that waits to be written. It is taken once, to be written or by who gives up, and then holds nothing any more.</summary>
internal sealed class WaitingItem<TItem, TResult>(TItem item, long weight) : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private Held? held = new(item);

    public long Weight { get; } = weight;

    public bool TryPeek([MaybeNullWhen(false)] out TItem found) => Of(Volatile.Read(ref held), out found);

    public bool TryTake([MaybeNullWhen(false)] out TItem taken) => Of(Interlocked.Exchange(ref held, null), out taken);

    private static bool Of(Held? held, [MaybeNullWhen(false)] out TItem item)
    {
        item = held is null ? default : held.Item;
        return held is not null;
    }

    private sealed record Held(TItem Item);
}
