using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Workers;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>Finds what nobody has claimed: replies that had to wait for the pace, retries that are due.</summary>
internal sealed partial class OutboxPump(Dispatcher dispatcher, OutboxSignal work, IOutbox outbox, Slots slots, SendPace pace, SupportMetrics metrics, ILogger<OutboxPump> logger)
    : BackgroundService
{
    private const int LargestClaim = 100;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Gauge("support_sends_in_flight", "Messages on their way to the provider", () => dispatcher.InFlight);
        var wait = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work.WaitAsync(wait, stoppingToken);
                wait = await ClaimAsync(stoppingToken) ? Busy : Idle;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Failed(logger, exception.GetType().Name);
                wait = Idle;
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await dispatcher.StopAsync(cancellationToken);
    }

    /// <returns>Whether there is likely more to do soon.</returns>
    private async Task<bool> ClaimAsync(CancellationToken cancellationToken)
    {
        var limit = Math.Min(Math.Min(LargestClaim, dispatcher.Room), pace.Available());
        if (limit <= 0 || slots.Owned is [])
        {
            return !dispatcher.IsShut;
        }

        var claimed = await outbox.ClaimDueAsync(slots.Owned, limit, cancellationToken);
        foreach (var message in claimed)
        {
            dispatcher.Dispatch(message, pace.TryTake(message.Customer));
        }

        return claimed.Count > 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: the outbox could not be looked through; trying again")]
    private static partial void Failed(ILogger logger, string fault);
}
