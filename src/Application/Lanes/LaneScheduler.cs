using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Traces;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Lanes;

/// <summary>
/// Handles each customer's rows one after another, in the order of acceptance, and different customers in parallel: every lane
/// with work is a task of its own, so that a slow or poisoned one delays no other.
/// </summary>
public sealed partial class LaneScheduler(
    IInbox inbox, Slots slots, IServiceScopeFactory scopes, IFaults faults, TimeProvider clock, SupportMetrics metrics, SupportTraces traces, ILogger<LaneScheduler> logger)
    : IDisposable
{
    /// <summary>More wait in the database, where the poll finds them.</summary>
    internal const int MostLanes = 10_000;

    /// <summary>A larger body waits in the database, however long its lane has to wait.</summary>
    private const int MostRememberedBytes = 16 * 1024;

    private static readonly TimeSpan[] Tries = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];
    private static readonly TimeSpan LongestOutageWait = TimeSpan.FromSeconds(5);

    /// <summary>A row that has "moved on" so often and is still there is at fault itself.</summary>
    private const int MostMoves = 20;

    private readonly ConcurrentDictionary<LookupHash, Lane> lanes = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abandoning = new();
    private int turns;

    /// <summary>Customers who are being answered, or wait to be, in this process.</summary>
    public int Active => lanes.Count;

    public bool IsAtWork(LookupHash customer) => lanes.ContainsKey(customer);

    /// <summary>A row that this process has just stored.</summary>
    public void Offer(LaneRow row) => Reach(row.Customer, lane => row.Body.Length <= MostRememberedBytes ? lane.TryOffer(row) : lane.TryWake());

    /// <summary>Something of that customer was stored that this process has not seen.</summary>
    public void Wake(LookupHash customer) => Reach(customer, lane => lane.TryWake());

    /// <summary>Something of that customer is pending, which a lane that is at work will come to by itself.</summary>
    public void WakeIdle(LookupHash customer)
    {
        if (!lanes.ContainsKey(customer))
        {
            Wake(customer);
        }
    }

    /// <summary>Takes no further row, and lets the turns that are under way come to their end; only who has no patience left cuts them off.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await UntilAsync(() => lanes.IsEmpty, cancellationToken);
        await abandoning.CancelAsync();
    }

    /// <summary>Returns when no row is being handled, or patience has ended. A lane that only waits for its next try holds nothing.</summary>
    public Task FinishTurnsAsync(CancellationToken patience) => UntilAsync(() => Volatile.Read(ref turns) == 0, patience);

    private async Task UntilAsync(Func<bool> isSo, CancellationToken patience)
    {
        while (!isSo() && !patience.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, CancellationToken.None);
        }
    }

    public void Dispose()
    {
        stopping.Dispose();
        abandoning.Dispose();
    }

    private void Reach(LookupHash customer, Func<Lane, bool> tell)
    {
        while (!stopping.IsCancellationRequested && slots.Owns(customer))
        {
            if (lanes.TryGetValue(customer, out var running))
            {
                if (tell(running))
                {
                    return;
                }

                lanes.TryRemove(new(customer, running));
                continue;
            }

            if (lanes.Count >= MostLanes)
            {
                return;
            }

            var lane = new Lane(customer);
            tell(lane);
            if (lanes.TryAdd(customer, lane))
            {
                // Of the request that woke it nothing goes along: a lane outlives it by far.
                using (ExecutionContext.SuppressFlow())
                {
                    _ = Task.Run(() => RunAsync(lane));
                }

                return;
            }
        }
    }

    private async Task RunAsync(Lane lane)
    {
        var outage = TimeSpan.FromMilliseconds(250);
        var moves = (RowId: 0L, Count: 0);
        try
        {
            // Who has come to own the slot finds what is left in the database.
            while (!stopping.IsCancellationRequested && slots.Owns(lane.Customer))
            {
                var step = lane.Next(out var row);
                if (step == LaneStep.End)
                {
                    return;
                }

                try
                {
                    if (step == LaneStep.Look)
                    {
                        row = await inbox.FindOldestPendingAsync(lane.Customer, stopping.Token);
                        if (row is null)
                        {
                            continue;
                        }

                        lane.Found(row);
                    }

                    moves = moves.RowId == row!.Id ? moves : (row.Id, 0);
                    if (!await HandleAsync(row, moves.Count))
                    {
                        lane.LookAgain();
                        await Task.Delay(PauseAfter(moves.Count), clock, stopping.Token);
                        moves.Count++;
                    }

                    outage = TimeSpan.FromMilliseconds(250);
                }
                catch (Exception exception) when (!stopping.IsCancellationRequested && faults.IsInfrastructure(exception))
                {
                    Waiting(logger, exception.GetType().Name, outage.TotalSeconds);
                    lane.LookAgain();
                    await Task.Delay(outage, clock, stopping.Token);
                    outage = outage < LongestOutageWait ? outage * 2 : LongestOutageWait;
                }
            }
        }
        catch (Exception exception) when (stopping.IsCancellationRequested && faults.IsInfrastructure(exception))
        {
            // The row is still pending: whoever starts next finds it.
            return;
        }
        catch (Exception exception)
        {
            Broken(logger, exception.GetType().Name, exception.StackTrace);
        }
        finally
        {
            lanes.TryRemove(new(lane.Customer, lane));
        }
    }

    /// <summary>Things move on once in a while; who meets it again and again must not turn in circles.</summary>
    private static TimeSpan PauseAfter(int moves) =>
        moves == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Min(1_000, 10 << Math.Min(moves, 7)));

    /// <returns>False: look again, because things have moved on or the row waits for its next try.</returns>
    private async Task<bool> HandleAsync(LaneRow row, int moves)
    {
        using var span = traces.Turn(row);
        try
        {
            return await DecideAsync(row, moves);
        }
        catch (Exception exception) when (!faults.IsInfrastructure(exception))
        {
            Failed(logger, exception.GetType().Name, row.Id, row.Failures + 1, exception.StackTrace);

            // What it waits for now is no part of it.
            span?.SetStatus(ActivityStatusCode.Error).Stop();
            await FailAsync(row, exception, moves);
            return false;
        }
    }

    private async Task<bool> DecideAsync(LaneRow row, int moves)
    {
        Interlocked.Increment(ref turns);
        try
        {
            for (var reload = row.MustReload; ; reload = true)
            {
                await using var scope = scopes.CreateAsyncScope();
                var done = await scope.ServiceProvider.GetRequiredService<LaneRowHandler>().HandleAsync(row with { MustReload = reload }, abandoning.Token);
                if (!done && moves >= MostMoves)
                {
                    throw new InvalidOperationException("A row could not be settled, though nobody else did.");
                }

                if (done || reload)
                {
                    return done;
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref turns);
        }
    }

    private async Task FailAsync(LaneRow row, Exception exception, int moves)
    {
        if (row.Failures >= Tries.Length)
        {
            await BuryAsync(row, exception, moves);
            return;
        }

        metrics.Inbox.RowRetried();
        await inbox.CountFailureAsync(row.Id, exception.GetType().Name, abandoning.Token);
        await Task.Delay(Tries[row.Failures], clock, stopping.Token);
    }

    /// <summary>Where things have moved on meanwhile it is looked at again: only what can never be apologised for dies without a word.</summary>
    private async Task BuryAsync(LaneRow row, Exception exception, int moves)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var isBuried = await scope.ServiceProvider.GetRequiredService<LaneRowHandler>().BuryAsync(row, exception.GetType().Name, abandoning.Token);
            if (!isBuried && moves >= MostMoves)
            {
                await inbox.BuryAsync(row.Id, exception.GetType().Name, abandoning.Token);
            }
        }
        catch (Exception second) when (!faults.IsInfrastructure(second))
        {
            await inbox.BuryAsync(row.Id, exception.GetType().Name, abandoning.Token);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: a lane waits {Seconds} s and goes on; nothing is lost")]
    private static partial void Waiting(ILogger logger, string fault, double seconds);

    // Never the exception's own message: it may quote what the customer wrote.
    [LoggerMessage(Level = LogLevel.Error, Message = "{Fault}: inbox row {RowId} failed, try {Times}\n{Trace}")]
    private static partial void Failed(ILogger logger, string fault, long rowId, int times, string? trace);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Fault}: a lane ended unexpectedly; the poll takes it up again\n{Trace}")]
    private static partial void Broken(ILogger logger, string fault, string? trace);
}
