using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.Application.Errands;

/// <summary>
/// Does the errands of this process's customers, outside of any transaction, so many at a time and so many of one line. While one is under way its claim is
/// kept; whoever dies with it lets go of it.
/// </summary>
internal sealed partial class ErrandPump(
    IErrands errands, ErrandRunner runner, Arrivals arrivals, Slots slots, ErrandSignal signal, IFaults faults, TimeProvider clock, ILogger<ErrandPump> logger)
    : BackgroundService
{
    internal const int Most = 128;
    internal const int MostOfLine = 16;

    /// <summary>For so long it is nobody else's after it was claimed or kept.</summary>
    internal static readonly TimeSpan Claimed = TimeSpan.FromSeconds(15);

    private const int MostFailures = 3;

    /// <summary>Whoever is begun so often kills the process.</summary>
    private const int MostClaims = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KeepAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestOutageWait = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(ConversationId, long Visit), (int Line, Task Work)> underWay = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await BeginDueAsync(stoppingToken);
                await signal.WaitAsync(Interval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                Failed(logger, exception.GetType().Name);
                await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(underWay.Values.Select(one => one.Work));
    }

    private async Task BeginDueAsync(CancellationToken cancellationToken)
    {
        var atWork = underWay.Values.CountBy(one => one.Line).ToDictionary();
        var room = Most - underWay.Count;
        if (room <= 0 || slots.Owned is [])
        {
            return;
        }

        int[] busy = [.. atWork.Where(line => line.Value >= MostOfLine).Select(line => line.Key)];
        var due = await errands.ListDueAsync(slots.Owned, busy, room, cancellationToken);
        foreach (var errand in due)
        {
            var ofLine = atWork.GetValueOrDefault(errand.Line);
            if (ofLine < MostOfLine && !underWay.ContainsKey((errand.Conversation, errand.Visit))
                && await errands.ClaimAsync(errand, clock.GetUtcNow() + Claimed, cancellationToken) is { } claimed)
            {
                atWork[errand.Line] = ofLine + 1;
                Begin(errand.Line, claimed, cancellationToken);
            }
        }

        if (due.Count == room && atWork.Values.Any(count => count >= MostOfLine))
        {
            // Behind those of a line that has no room there may be others.
            signal.Set();
        }
    }

    private void Begin(int line, ClaimedErrand errand, CancellationToken cancellationToken)
    {
        var begun = new TaskCompletionSource();
        underWay[(errand.Conversation, errand.Visit)] = (line, EndAsync());
        begun.SetResult();

        async Task EndAsync()
        {
            await begun.Task.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await DoAsync(errand, cancellationToken);
            underWay.TryRemove((errand.Conversation, errand.Visit), out _);
            signal.Set();
        }
    }

    private async Task DoAsync(ClaimedErrand errand, CancellationToken cancellationToken)
    {
        try
        {
            var answer = errand.Claims > MostClaims || errand.Failures >= MostFailures ? ErrandRunner.Broken : await RunAsync(errand, cancellationToken);
            await FinishAsync(errand, answer, cancellationToken);
        }
        catch (Exception exception)
        {
            var counts = !cancellationToken.IsCancellationRequested && !faults.IsInfrastructure(exception);
            NotDone(logger, exception.GetType().Name, errand.Conversation, counts ? exception.StackTrace : null);
            await PutBackAsync(errand, counts, cancellationToken);
        }
    }

    private async Task<FlowAnswer> RunAsync(ClaimedErrand errand, CancellationToken cancellationToken)
    {
        var work = runner.RunAsync(errand, cancellationToken);
        while (!work.IsCompleted)
        {
            using var kept = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (await Task.WhenAny(work, Task.Delay(KeepAfter, clock, kept.Token)) != work && !cancellationToken.IsCancellationRequested)
            {
                await KeepAsync(errand, cancellationToken);
            }

            await kept.CancelAsync();
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }
        }

        return await work;
    }

    private async Task KeepAsync(ClaimedErrand errand, CancellationToken cancellationToken)
    {
        try
        {
            await errands.KeepAsync(errand, clock.GetUtcNow() + Claimed, cancellationToken);
        }
        catch (Exception exception) when (faults.IsInfrastructure(exception))
        {
            // If it is done by somebody else meanwhile, then under the same key.
            Failed(logger, exception.GetType().Name);
        }
    }

    /// <summary>The answer is here, and is not asked for once more only because the database is away.</summary>
    private async Task FinishAsync(ClaimedErrand errand, FlowAnswer answer, CancellationToken cancellationToken)
    {
        for (var outage = TimeSpan.FromMilliseconds(250); ; outage = outage < LongestOutageWait ? outage * 2 : LongestOutageWait)
        {
            try
            {
                // What was done is stored, also while we are stopping.
                if (await errands.FinishAsync(errand, answer, CancellationToken.None) is { } lane)
                {
                    arrivals.Announce(lane);
                }

                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && faults.IsInfrastructure(exception))
            {
                Failed(logger, exception.GetType().Name);
                await Task.Delay(outage, clock, cancellationToken);
            }
        }
    }

    private async Task PutBackAsync(ClaimedErrand errand, bool counts, CancellationToken cancellationToken)
    {
        try
        {
            var pause = counts ? TimeSpan.FromSeconds(1 << (2 * errand.Failures)) : cancellationToken.IsCancellationRequested ? TimeSpan.Zero : Interval;
            await errands.PutBackAsync(errand, clock.GetUtcNow() + pause, counts, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Its claim runs out.
            Failed(logger, exception.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: an errand of conversation {Conversation} was not done; once more\n{Trace}")]
    private static partial void NotDone(ILogger logger, string fault, ConversationId conversation, string? trace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: errands of flows could not be looked through or stored; trying again")]
    private static partial void Failed(ILogger logger, string fault);
}
