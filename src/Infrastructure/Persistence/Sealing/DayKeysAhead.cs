using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>Has the inbox's keys of today and tomorrow at hand, so that no webhook waits for one.</summary>
internal sealed partial class DayKeysAhead(DayKeys keys, TimeProvider clock, ILogger<DayKeysAhead> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!keys.Seals)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                var today = DayKeys.DayOf(clock.GetUtcNow());
                await keys.ForWritingAsync(today, stoppingToken);
                await keys.ForWritingAsync(today + 1, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(logger, exception.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: the inbox's keys of the next day could not be made ahead; trying again within the hour")]
    private static partial void Failed(ILogger logger, string fault);
}
