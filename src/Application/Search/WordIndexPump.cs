using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Workers;

namespace WhatsAppSupport.Application.Search;

/// <summary>Keeps the index of words behind what is written by half a second or so. What is old has time.</summary>
internal sealed partial class WordIndexPump(IWordIndex index, Slots slots, TimeProvider clock, ILogger<WordIndexPump> logger) : BackgroundService
{
    /// <summary>Few enough that whoever commits at the same time, where one writes at a time, does not feel it.</summary>
    private const int Batch = 250;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                var areMore = slots.HasHouseDuty;
                while (areMore)
                {
                    areMore = await IndexAsync(stoppingToken) && slots.HasHouseDuty;
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
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> IndexAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var areMoreMessages = await index.AddMessagesAsync(Batch, cancellationToken);
        var areMoreNames = await index.AddNamesAsync(Batch, cancellationToken);
        if (areMoreMessages || areMoreNames)
        {
            return true;
        }

        var areMoreOlder = await index.AddOlderMessagesAsync(Batch, cancellationToken);
        if (areMoreOlder)
        {
            // Half of the time is left to those who answer customers.
            await Task.Delay(clock.GetElapsedTime(began), clock, cancellationToken);
        }

        return areMoreOlder;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: what was written could not be indexed for searches; trying again")]
    private static partial void Failed(ILogger logger, string fault);
}
