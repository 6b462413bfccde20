using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WhatsAppSupport.Application.Flows;

/// <summary>Looks once a second whether other flows are to run.</summary>
internal sealed partial class FlowWatch(FlowUpdates updates, TimeProvider clock, ILogger<FlowWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isFailing = false;
        using var timer = new PeriodicTimer(Interval, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await updates.CatchUpAsync(stoppingToken);
                isFailing = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                if (!isFailing)
                {
                    Failed(logger, exception.GetType().Name);
                }

                isFailing = true;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: nobody can tell which flows were published; those that run run on, and it is tried again each second")]
    private static partial void Failed(ILogger logger, string fault);
}
