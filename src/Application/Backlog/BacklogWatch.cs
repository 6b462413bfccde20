using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Metrics;

namespace WhatsAppSupport.Application.Backlog;

/// <summary>
/// Counts now and then how much there is to do, so that neither a look at the metrics nor one at the health asks the database. Each process counts the same: of the
/// gauges of several the highest is taken, not their sum.
/// </summary>
internal sealed partial class BacklogWatch(IBacklog backlog, SupportMetrics metrics, TimeProvider clock, ILogger<BacklogWatch> logger)
    : BackgroundService
{
    private const int Most = 10_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private volatile BacklogCounts last = BacklogCounts.None;

    /// <summary>As it was at most <see cref="Interval"/> ago, or when the database could last be asked.</summary>
    public BacklogCounts Last => last;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isShown = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                last = await backlog.CountAsync(Most, stoppingToken);
                if (!isShown)
                {
                    // Not before: to an alert a 0 of every start would look like something that was tidied up, and came again.
                    ShowWork();
                    ShowPeople();
                    isShown = true;
                }

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

    private void ShowWork()
    {
        metrics.Gauge("support_inbox_pending_rows", "Rows that wait for their turn; at most 100,000 are counted", () => last.PendingRows);
        metrics.Gauge("support_inbox_oldest_seconds", "Age of the oldest row that waits for its turn; 0 when none does", () => AgeOf(last.OldestRow));
        metrics.Gauge(
            "support_oldest_unanswered_seconds",
            "Age of the oldest customer's message that the program should have answered and has not: it is not handled, or the provider has not taken the reply; 0 when there is none",
            () => AgeOf(last.OldestUnanswered));
        metrics.Gauge(
            "support_outbox_messages",
            "Messages that are not settled, by their status",
            "status",
            () => [("pending", last.Queued.Pending), ("sending", last.Queued.Sending), ("unknown", last.Queued.Unknown)]);
        metrics.Gauge("support_outbox_oldest_seconds", "Age of the oldest message that is not settled; 0 when there is none", () => AgeOf(last.Queued.Oldest));
        metrics.Gauge(
            "support_last_webhook_seconds",
            "Time since the last webhook that left something, whichever process took it; not there while there was none",
            () => last.LastWebhook is { } at ? AgeOf(at) : null);
    }

    private void ShowPeople()
    {
        metrics.Gauge(
            "support_conversations",
            "Conversations that wait for a person, and those that one has; at most 10,000 are counted",
            "state",
            () => [("waiting", last.Waiting), ("assigned", last.Assigned)]);
        metrics.Gauge("support_conversations_oldest_waiting_seconds", "For how long somebody has waited for a person; 0 when nobody does", () => AgeOf(last.OldestWaiting));
        metrics.Gauge("support_inbox_dead_rows", "Rows that were given up and wait for a person; at most 10,000 are counted", () => last.Attention.DeadRows);
        metrics.Gauge("support_inbox_quarantined_rows", "Rows that could not be read and wait for a person; at most 10,000 are counted", () => last.Attention.QuarantinedRows);
        metrics.Gauge("support_messages_failed", "Messages that failed and were not sent anew; at most 10,000 are counted", () => last.Attention.FailedMessages);
        metrics.Gauge("support_messages_unknown", "Messages that were perhaps sent, and not sent anew; at most 10,000 are counted", () => last.Attention.UnknownMessages);
    }

    /// <summary>It grows while the database cannot be asked: nobody can tell that it was answered meanwhile.</summary>
    private TimeSpan? AgeOf(DateTimeOffset? since) => since is { } at && clock.GetUtcNow() - at is { Ticks: > 0 } age ? age : TimeSpan.Zero;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: it could not be counted what there is to do; trying again")]
    private static partial void Failed(ILogger logger, string fault);
}
