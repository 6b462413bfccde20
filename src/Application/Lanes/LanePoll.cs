using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Metrics;

namespace WhatsAppSupport.Application.Lanes;

/// <summary>The safety net under the wakes: once a second it looks who has something pending.</summary>
internal sealed partial class LanePoll(IInbox inbox, LaneScheduler lanes, SupportMetrics metrics, TimeProvider clock, ILogger<LanePoll> logger) : BackgroundService
{
    private const int MostCustomers = 2_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Gauge("lanes_active", "Customers who are being answered, or wait to be", () => lanes.Active);
        using var timer = new PeriodicTimer(Interval, clock);
        var recovered = false;
        do
        {
            try
            {
                if (!recovered)
                {
                    await inbox.CountRecoveriesAsync(stoppingToken);
                    recovered = true;
                }

                foreach (var customer in await inbox.ListWaitingCustomersAsync(MostCustomers, stoppingToken))
                {
                    lanes.Wake(customer);
                }
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
        while (await NextTickAsync(timer, stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await lanes.StopAsync(cancellationToken);
    }

    private static async Task<bool> NextTickAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: the inbox could not be looked through; trying again")]
    private static partial void Failed(ILogger logger, string fault);
}
