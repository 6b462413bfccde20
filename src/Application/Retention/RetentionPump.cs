using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Workers;

namespace WhatsAppSupport.Application.Retention;

/// <summary>
/// Removes once an hour what is kept no longer: a page, a breath, the next page, for as long as this process has the house duty. A round that is broken off
/// goes on with the next one, here or in another process.
/// </summary>
internal sealed partial class RetentionPump(
    IEnumerable<IRetained> all, Slots slots, SupportOptions options, SupportMetrics metrics, TimeProvider clock, ILogger<RetentionPump> logger)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>After a round in which something failed.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    /// <summary>Between two pages, so that turns come first where years are removed at once.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var dueAt = clock.GetUtcNow();
        using var timer = new PeriodicTimer(Look, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                if (slots.HasHouseDuty && clock.GetUtcNow() >= dueAt)
                {
                    // From when it began: what has become old meanwhile is not put off by how long it took.
                    var begunAt = clock.GetUtcNow();
                    dueAt = begunAt + (await RemoveAllAsync(stoppingToken) ? Interval : Again);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <returns>Whether nothing failed.</returns>
    private async Task<bool> RemoveAllAsync(CancellationToken cancellationToken)
    {
        var isWhole = true;
        foreach (var retained in all)
        {
            if (!slots.HasHouseDuty || options.Retention.Of(retained.Kind) is not { } limit)
            {
                continue;
            }

            try
            {
                await RemoveAsync(retained, clock.GetUtcNow() - limit, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // One kind must not keep the others for ever.
                isWhole = false;
                Failed(logger, exception.GetType().Name, retained.Kind);
            }
        }

        return isWhole;
    }

    private async Task RemoveAsync(IRetained retained, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var gone = new SortedDictionary<RetentionKind, int>();
        try
        {
            await foreach (var (kind, count) in retained.RemoveAsync(before, cancellationToken))
            {
                gone[kind] = gone.GetValueOrDefault(kind) + count;
                metrics.Retention.Removed(kind, count);
                if (!slots.HasHouseDuty)
                {
                    return;
                }

                await Task.Delay(Breath, clock, cancellationToken);
            }
        }
        finally
        {
            foreach (var (kind, count) in gone.Where(kind => kind.Value > 0))
            {
                Removed(logger, count, kind);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Kept no longer: {Rows} rows of {Kind} were removed")]
    private static partial void Removed(ILogger logger, int rows, RetentionKind kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: what is kept no longer of {Kind} could not be removed; trying again")]
    private static partial void Failed(ILogger logger, string fault, RetentionKind kind);
}
