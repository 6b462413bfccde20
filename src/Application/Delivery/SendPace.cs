using System.Collections.Concurrent;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>
/// How fast we may send: to everybody together (Meta's throughput of a number), of which each process takes its share, and to one
/// customer (Meta's pair rate: one in 6 s, with a burst of 45 that must be waited off; beyond it 131056), whom one process owns.
/// </summary>
public sealed class SendPace(SupportOptions options, Slots slots, TimeProvider clock)
{
    private const int BucketsKept = 20_000;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<CustomerId, TokenBucket> pairs = new();
    private readonly TokenBucket? all = options.MessagesPerSecond > 0
        ? new TokenBucket(options.MessagesPerSecond, TimeSpan.FromSeconds(1.0 / options.MessagesPerSecond), clock, () => slots.Workers)
        : null;

    private long sweptAt = clock.GetTimestamp();

    private bool LimitsPairs => options.PairSeconds > 0 && options.PairBurst > 0;

    public bool TryTake(CustomerId customer)
    {
        if (all is not null && !all.TryTake())
        {
            return false;
        }

        if (!LimitsPairs || Pair(customer).TryTake())
        {
            return true;
        }

        all?.GiveBack();
        return false;
    }

    public void GiveBack(CustomerId customer)
    {
        all?.GiveBack();
        if (LimitsPairs)
        {
            Pair(customer).GiveBack();
        }
    }

    /// <summary>How long it is until a message to that customer could leave, if no other one takes its place.</summary>
    public TimeSpan Wait(CustomerId customer)
    {
        var (forAll, forPair) = (all?.Wait() ?? TimeSpan.Zero, LimitsPairs ? Pair(customer).Wait() : TimeSpan.Zero);
        return forAll > forPair ? forAll : forPair;
    }

    /// <summary>How many could leave now, to different customers.</summary>
    public int Available() => all?.Available() ?? int.MaxValue;

    private TokenBucket Pair(CustomerId customer)
    {
        if (IsTimeToSweep())
        {
            ForgetFull();
        }

        return pairs.GetOrAdd(customer, _ => new TokenBucket(options.PairBurst, TimeSpan.FromSeconds(options.PairSeconds), clock));
    }

    /// <summary>Not with each message: where many customers are written to, most buckets stay as they are, and all are looked at.</summary>
    private bool IsTimeToSweep()
    {
        var last = Volatile.Read(ref sweptAt);
        var now = clock.GetTimestamp();
        return clock.GetElapsedTime(last, now) >= SweepInterval
            && Interlocked.CompareExchange(ref sweptAt, now, last) == last
            && pairs.Count > BucketsKept;
    }

    private void ForgetFull()
    {
        foreach (var (key, bucket) in pairs)
        {
            if (bucket.IsFull())
            {
                pairs.TryRemove(key, out _);
            }
        }
    }
}
