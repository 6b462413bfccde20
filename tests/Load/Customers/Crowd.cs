using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using WhatsAppSupport.Load.Measures;
using WhatsAppSupport.Load.Profiles;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.Load.Customers;

/// <summary>
/// Many customers in dialogue. Messages come when they are due, whether or not the program keeps up; each is said by whoever has been quiet the longest. Where nobody is, because no
/// post is answered, it waits, and has waited since it was due.
/// </summary>
internal sealed class Crowd : IDisposable
{
    /// <summary>MSG91 repeats a post within seconds when it is subscribed twice.</summary>
    private static readonly TimeSpan LatestRepeat = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LatestReport = TimeSpan.FromMilliseconds(500);

    private readonly Profile profile;
    private readonly Postman postman;
    private readonly Msg91StandIn msg91;
    private readonly Random random = new(2026);
    private readonly Dictionary<string, Customer> customers;
    private readonly Channel<Customer> quiet = Channel.CreateUnbounded<Customer>();
    private readonly ConcurrentDictionary<Task, bool> under = [];
    private readonly CancellationTokenSource over = new();
    private Tally tally = new();
    private long unheard;
    private long lastHeard;

    public Crowd(Profile profile, Postman postman, Msg91StandIn msg91)
    {
        (this.profile, this.postman, this.msg91) = (profile, postman, msg91);
        customers = Enumerable.Range(0, profile.Customers).Select(who => new Customer((919_000_000_000L + who).ToString(CultureInfo.InvariantCulture)))
            .ToDictionary(customer => customer.Phone);
        msg91.OnTaken = Hear;
    }

    public long Refused => postman.Refused;

    public long GivenUp => postman.GivenUp;

    private bool AllIsHeard => Interlocked.Read(ref unheard) == 0;

    /// <summary>Everybody has begun the flow, fifty at once; nothing of it counts.</summary>
    public async Task BeginAsync()
    {
        await Parallel.ForEachAsync(customers.Values, new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (customer, _) => await SayAsync(customer, Stopwatch.GetTimestamp(), repeats: false));
        await DrainAsync(TimeSpan.FromMinutes(5));
        tally = new Tally();
    }

    /// <summary>Goes on until the stages are over, or a post was never answered; what came of it until then.</summary>
    public async Task<Tally> TalkAsync(IReadOnlyList<Stage> stages)
    {
        var now = tally = new Tally();
        var began = Stopwatch.GetTimestamp();
        foreach (var arrival in Arrivals.Of(stages, random.Next()))
        {
            while (Stopwatch.GetElapsedTime(began) < arrival)
            {
                await Task.Delay(1);
            }

            var due = Due.After(began, arrival);
            var customer = await quiet.Reader.ReadAsync();
            if (GivenUp > 0)
            {
                break;
            }

            var repeats = random.NextDouble() < profile.Repeats;
            Follow(SayAsync(customer, due, repeats));
        }

        now.End();
        return now;
    }

    /// <summary>All that was said is answered and reported, or nothing has come for so long.</summary>
    /// <exception cref="Exception">A customer or a report failed otherwise than by an answer that is not 200.</exception>
    public async Task DrainAsync(TimeSpan patience)
    {
        Volatile.Write(ref lastHeard, Stopwatch.GetTimestamp());
        await Eventually.BecomesTrueAsync(
            () => AllIsHeard || Stopwatch.GetElapsedTime(Volatile.Read(ref lastHeard)) > patience, TimeSpan.FromHours(1), "all is answered, or nothing comes any more");
        await Task.WhenAll(under.Keys);
    }

    /// <summary>Said, and answered by nobody.</summary>
    public int Lost() => customers.Values.Sum(customer => customer.Unanswered());

    public void Dispose()
    {
        msg91.OnTaken = null;
        over.Cancel();
        over.Dispose();
    }

    /// <summary>Unheard from now on, not only from when a thread is free for it: whoever sees that all is heard has seen this as well.</summary>
    private Task SayAsync(Customer customer, long due, bool repeats)
    {
        Interlocked.Increment(ref unheard);
        return Task.Run(() => SayToItsEndAsync(customer, due, repeats));
    }

    private async Task SayToItsEndAsync(Customer customer, long due, bool repeats)
    {
        var number = customer.Say(due);
        var text = Talk.Text(number, Random.Shared);
        tally.Said();
        var isAccepted = await postman.SayAsync(customer.Phone, number, text, over.Token);
        quiet.Writer.TryWrite(customer);
        if (!isAccepted)
        {
            return;
        }

        tally.Accepted(due);
        if (repeats)
        {
            var again = await LaterAsync(due, LatestRepeat);
            tally.RepeatPosted();
            if (await postman.SayAsync(customer.Phone, number, text, over.Token))
            {
                tally.Accepted(again);
            }
        }
    }

    private void Hear(Msg91StandInSent sent)
    {
        var heard = customers.TryGetValue(sent.To, out var customer) ? customer.Hear(sent.Text) : new Heard(HeardKind.Unexpected);
        tally.Heard(heard);
        Volatile.Write(ref lastHeard, Stopwatch.GetTimestamp());
        if (profile.Reports.Count > 0)
        {
            var taken = Stopwatch.GetTimestamp();
            Follow(Task.Run(() => ReportAsync(sent, taken)));
        }

        // At last: whoever sees that all is heard waits for all reports as well.
        if (heard.Kind is HeardKind.InOrder or HeardKind.OutOfOrder)
        {
            Interlocked.Decrement(ref unheard);
        }
    }

    private async Task ReportAsync(Msg91StandInSent sent, long taken)
    {
        var due = taken;
        foreach (var status in profile.Reports)
        {
            due = await LaterAsync(due, LatestReport);
            if (!await postman.ReportAsync(sent, status, over.Token))
            {
                return;
            }

            tally.Reported(due);
        }
    }

    /// <summary>Waits until a moment that chance wants; not at all where it has passed meanwhile.</summary>
    /// <returns>That moment.</returns>
    private async Task<long> LaterAsync(long before, TimeSpan latest)
    {
        var due = Due.After(before, latest * Random.Shared.NextDouble());
        await Due.ComesAsync(due, over.Token);
        return due;
    }

    /// <summary>What failed is kept, and thrown by whoever waits for all.</summary>
    private void Follow(Task task)
    {
        under[task] = true;
        const TaskContinuationOptions Well = TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.OnlyOnRanToCompletion;
        _ = task.ContinueWith(done => under.TryRemove(done, out _), CancellationToken.None, Well, TaskScheduler.Default);
    }
}
