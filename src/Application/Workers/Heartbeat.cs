using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Metrics;

namespace WhatsAppSupport.Application.Workers;

/// <summary>Says once a second that this process lives, notices who else does, and hands the work back before it stops.</summary>
internal sealed partial class Heartbeat(
    IWorkers workers, Slots slots, LaneScheduler lanes, LaneSignal signal, SupportMetrics metrics, TimeProvider clock, ILogger<Heartbeat> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(50);

    /// <summary>Turns that take longer are finished all the same, but their customers' next messages need not wait for them.</summary>
    private static readonly TimeSpan HandBackWithin = TimeSpan.FromSeconds(3);

    /// <summary>A database that does not answer must not hold up the end: the others miss this process by themselves.</summary>
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(2);

    private TimeSpan wait = Interval;
    private int handsBack;

    /// <summary>Slots are known before the first request is taken.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.Gauge("support_workers", "Processes that share the work", () => slots.Workers);
        metrics.Gauge("support_slots_owned", "Slots of customers that this process handles, of 1024", () => slots.Count);
        wait = await BeatAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before anything else stops, and before slow requests are waited for: until it has left, the others take this process for the owner.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => HandBackAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task StopAsync(CancellationToken cancellationToken) => HandBackAsync(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (workers.AreSeveral)
            {
                await Task.Delay(wait, clock, stoppingToken);
                wait = await BeatAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    /// <returns>When to say it again: at the latest when somebody would be missed.</returns>
    private async Task<TimeSpan> BeatAsync(CancellationToken cancellationToken)
    {
        if (!workers.AreSeveral)
        {
            return Interval;
        }

        try
        {
            var beganAt = clock.GetTimestamp();
            var seen = await workers.BeatAsync(slots.Me, cancellationToken);
            if (slots.Update(seen.Select(worker => worker.Id), beganAt))
            {
                Shared(logger, slots.Workers, slots.Count);
                signal.Set();
            }

            var missed = seen.Max(worker => worker.Ago);
            return TimeSpan.FromTicks(Math.Clamp((Slots.SeenWithin - missed).Ticks, Soonest.Ticks, Interval.Ticks));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            NotSaid(logger, exception.GetType().Name);
            return Interval;
        }
    }

    /// <summary>No lane takes another row, the turns under way end, and the others are told.</summary>
    private async Task HandBackAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref handsBack, 1) == 1)
        {
            return;
        }

        slots.Release();
        using (var patience = new CancellationTokenSource(HandBackWithin, clock))
        using (cancellationToken.Register(patience.Cancel))
        {
            await lanes.FinishTurnsAsync(patience.Token);
        }

        await base.StopAsync(cancellationToken);
        await LeaveAsync();
    }

    private async Task LeaveAsync()
    {
        if (!workers.AreSeveral)
        {
            return;
        }

        using var patience = new CancellationTokenSource(LeaveWithin, clock);
        try
        {
            await workers.LeaveAsync(slots.Me, patience.Token);
        }
        catch (Exception exception)
        {
            NotSaid(logger, exception.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Workers} processes share the work; this one handles {Slots} of 1024 slots")]
    private static partial void Shared(ILogger logger, int workers, int slots);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: the database was not told that this process lives; after 4 s the others take over its customers")]
    private static partial void NotSaid(ILogger logger, string fault);
}
