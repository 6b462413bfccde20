using System.Collections.Immutable;

namespace WhatsAppSupport.Infrastructure.Persistence.Search;

/// <summary>
/// How far the messages have been seen. Places are drawn before they are committed, so that a lower one can become visible later: what was
/// empty between two messages is looked at again and again, until the message behind it is so old that no transaction can still be under way.
/// </summary>
internal sealed record Frontier(long Last, ImmutableSortedDictionary<long, DateTimeOffset> Empty)
{
    /// <summary>Much longer than any transaction: a model's answer, a frozen process and a restarted database fit in.</summary>
    public static readonly TimeSpan StaysOpen = TimeSpan.FromMinutes(10);

    /// <summary>A wider gap is nothing that is under way: of it, only the last places are looked at again.</summary>
    private const int WidestGap = 10_000;

    public static Frontier At(long place) => new(place, ImmutableSortedDictionary<long, DateTimeOffset>.Empty);

    /// <summary>All up to here has been seen, for good: what is stored, and all that others have to know.</summary>
    public long Settled => Empty.IsEmpty ? Last : Empty.Keys.First() - 1;

    /// <summary>Takes over what another process has settled meanwhile.</summary>
    public Frontier From(long settled) =>
        settled <= Settled ? this : new Frontier(Math.Max(Last, settled), Empty.RemoveRange(Empty.Keys.TakeWhile(place => place <= settled)));

    /// <param name="late">Places that were empty and no longer are.</param>
    /// <param name="seen">The messages after <see cref="Last"/>, in their order, without a gap that is not one.</param>
    public Frontier Past(IEnumerable<long> late, IEnumerable<(long Place, DateTimeOffset CreatedAt)> seen, DateTimeOffset now)
    {
        var (last, empty) = (Last, Empty.RemoveRange(late).ToBuilder());
        foreach (var (place, createdAt) in seen)
        {
            for (var gap = Math.Max(last + 1, place - WidestGap); gap < place && createdAt > now - StaysOpen; gap++)
            {
                empty[gap] = createdAt;
            }

            last = place;
        }

        empty.RemoveRange([.. empty.Where(gap => gap.Value <= now - StaysOpen).Select(gap => gap.Key)]);
        return new Frontier(last, empty.ToImmutable());
    }
}
