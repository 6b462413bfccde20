using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Metrics;

namespace WhatsAppSupport.Application.Parked;

/// <summary>Counts now and then what waits for a person, so that neither a look at the metrics nor one at the health asks the database.</summary>
internal sealed partial class AttentionWatch(IAttention attention, SupportMetrics metrics, TimeProvider clock, ILogger<AttentionWatch> logger)
    : BackgroundService
{
    private const int Most = 10_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private volatile AttentionCounts last = AttentionCounts.None;

    /// <summary>As it was at most <see cref="Interval"/> ago, or when the database could last be asked.</summary>
    public AttentionCounts Last => last;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Gauge("inbox_dead_rows", "Rows that were given up and wait for a person; at most 10,000 are counted", () => last.DeadRows);
        metrics.Gauge("inbox_quarantined_rows", "Rows that could not be read and wait for a person; at most 10,000 are counted", () => last.QuarantinedRows);
        metrics.Gauge("messages_failed", "Messages that failed and were not sent anew; at most 10,000 are counted", () => last.FailedMessages);
        metrics.Gauge("messages_unknown", "Messages that were perhaps sent, and not sent anew; at most 10,000 are counted", () => last.UnknownMessages);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                last = await attention.CountAsync(Most, stoppingToken);
                await Task.Delay(Interval, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Failed(logger, exception.GetType().Name);
                await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: what waits for a person could not be counted; trying again")]
    private static partial void Failed(ILogger logger, string fault);
}
