using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Workers;

namespace WhatsAppSupport.Application.Errands;

/// <summary>Once a second each timer of a flow that is due becomes a row of its customer's lane.</summary>
internal sealed partial class FlowTimerPump(IFlowTimers timers, Arrivals arrivals, Slots slots, TimeProvider clock, ILogger<FlowTimerPump> logger) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await FireAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Failed(logger, exception.GetType().Name);
            }
        }
    }

    private async Task FireAsync(CancellationToken cancellationToken)
    {
        while (slots.HasHouseDuty)
        {
            var fired = await timers.FireDueAsync(Batch, cancellationToken);
            foreach (var lane in fired.Lanes)
            {
                arrivals.Announce(lane);
            }

            if (fired.Count < Batch)
            {
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: timers of flows could not be looked through; trying again")]
    private static partial void Failed(ILogger logger, string fault);
}
