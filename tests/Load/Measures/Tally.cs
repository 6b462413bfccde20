using System.Diagnostics;
using WhatsAppSupport.Load.Customers;

namespace WhatsAppSupport.Load.Measures;

/// <summary>What came of what was said, as a whole and second by second.</summary>
internal sealed class Tally
{
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly Lock gate = new();
    private readonly List<Moment> moments = [];
    private long said;
    private long heard;
    private long repeatsPosted;
    private long reported;
    private long doubled;
    private long misplaced;
    private long unexpected;
    private long heardAtEnd;

    /// <summary>Of messages, the first time and repeated: from when the post was due to its 200.</summary>
    public Latencies Webhooks { get; } = new();

    /// <summary>Of delivery reports: from when the post was due to its 200.</summary>
    public Latencies Reports { get; } = new();

    /// <summary>From when a message was due to the moment MSG91 took the reply to it.</summary>
    public Latencies Replies { get; } = new();

    public TimeSpan Length { get; private set; }

    public long SaidCount => Interlocked.Read(ref said);

    public long HeardCount => Interlocked.Read(ref heard);

    /// <summary>Answered when the last message was due: what is missing had not kept up.</summary>
    public long HeardAtEnd => heardAtEnd;

    public long RepeatsPosted => Interlocked.Read(ref repeatsPosted);

    public long ReportsPosted => Interlocked.Read(ref reported);

    /// <summary>Replies that came twice.</summary>
    public long Doubled => Interlocked.Read(ref doubled);

    /// <summary>Replies that came out of their turn.</summary>
    public long Misplaced => Interlocked.Read(ref misplaced);

    /// <summary>Replies to nothing that was said.</summary>
    public long Unexpected => Interlocked.Read(ref unexpected);

    public IReadOnlyList<Moment> Moments
    {
        get
        {
            lock (gate)
            {
                return [.. moments];
            }
        }
    }

    public void Said()
    {
        Interlocked.Increment(ref said);
        At(moment => moment.Said++);
    }

    public void Accepted(long due)
    {
        var took = Stopwatch.GetElapsedTime(due);
        Webhooks.Add(took);
        At(moment => moment.SlowestWebhook = Math.Max(moment.SlowestWebhook, took.TotalMilliseconds));
    }

    public void RepeatPosted() => Interlocked.Increment(ref repeatsPosted);

    public void Reported(long due)
    {
        Interlocked.Increment(ref reported);
        Reports.Add(Stopwatch.GetElapsedTime(due));
    }

    public void Heard(Heard one)
    {
        switch (one.Kind)
        {
            case HeardKind.Repeated:
                Interlocked.Increment(ref doubled);
                return;
            case HeardKind.Unexpected:
                Interlocked.Increment(ref unexpected);
                return;
            case HeardKind.OutOfOrder:
                Interlocked.Increment(ref misplaced);
                break;
        }

        Interlocked.Increment(ref heard);
        var took = Stopwatch.GetElapsedTime(one.Due);
        Replies.Add(took);
        At(moment =>
        {
            moment.Heard++;
            moment.SlowestReply = Math.Max(moment.SlowestReply, took.TotalMilliseconds);
        });
    }

    public void End() => (Length, heardAtEnd) = (Stopwatch.GetElapsedTime(began), HeardCount);

    private void At(Action<Moment> note)
    {
        lock (gate)
        {
            var second = (int)Stopwatch.GetElapsedTime(began).TotalSeconds;
            while (moments.Count <= second)
            {
                moments.Add(new Moment());
            }

            note(moments[second]);
        }
    }
}

/// <summary>One second.</summary>
internal sealed class Moment
{
    public int Said { get; set; }

    public int Heard { get; set; }

    /// <summary>In milliseconds.</summary>
    public double SlowestWebhook { get; set; }

    /// <summary>In milliseconds.</summary>
    public double SlowestReply { get; set; }
}
