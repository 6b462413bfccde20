using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Workers;

namespace WhatsAppSupport.Application.Lanes;

/// <summary>The safety net under the wakes: once a second it looks who of this process's customers has something pending.</summary>
internal sealed partial class LanePoll(
    IInbox inbox, LaneScheduler lanes, Slots slots, LaneSignal signal, SupportMetrics metrics, ILogger<LanePoll> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Gauge("support_lanes_active", "Customers who are being answered, or wait to be", () => lanes.Active);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(logger, exception.GetType().Name);
            }

            await signal.WaitAsync(Interval, stoppingToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await lanes.StopAsync(cancellationToken);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await CountRecoveriesAsync(cancellationToken);
        if (slots.Owned is not [])
        {
            foreach (var customer in await inbox.ListWaitingCustomersAsync(slots.Owned, LaneScheduler.MostLanes, cancellationToken))
            {
                lanes.WakeIdle(customer);
            }
        }
    }

    /// <summary>Before anything of a slot that has just come here is begun again: it may be what killed its last owner.</summary>
    private async Task CountRecoveriesAsync(CancellationToken cancellationToken)
    {
        var gained = slots.TakeGained();
        if (gained.Count == 0)
        {
            return;
        }

        try
        {
            await inbox.CountRecoveriesAsync(gained, cancellationToken);
        }
        catch
        {
            slots.GiveBackGained(gained);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: the inbox could not be looked through; trying again")]
    private static partial void Failed(ILogger logger, string fault);
}
