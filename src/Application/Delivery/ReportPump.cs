using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>Applies stored delivery reports in batches. A report may come before its message's id is stored: it waits, and is tried again.</summary>
internal sealed partial class ReportPump(
    IReports reports, ReportSignal work, OutboxSignal outbox, IWebhookReader reader, ILookupHashes hashes, SupportMetrics metrics, ILogger<ReportPump> logger)
    : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work.WaitAsync(Idle, stoppingToken);
                var alsoPutOff = work.TakeLookAtAll();
                while (await ApplyBatchAsync(alsoPutOff, stoppingToken))
                {
                    alsoPutOff = false;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Failed(logger, exception.GetType().Name);
                await Task.Delay(Idle, stoppingToken);
            }
        }
    }

    /// <returns>Whether there is likely more.</returns>
    private async Task<bool> ApplyBatchAsync(bool alsoPutOff, CancellationToken cancellationToken)
    {
        var due = await reports.ListDueAsync(Batch, alsoPutOff, cancellationToken);
        if (due.Count == 0)
        {
            return false;
        }

        var read = due.Select(Read).ToList();
        var matched = await reports.ApplyAsync(read, cancellationToken);
        work.HasWaiting = matched < read.Count;
        if (matched > 0)
        {
            // A report may have settled an unknown message, and with it freed the next one.
            outbox.Set();
        }

        return due.Count == Batch && matched > 0;
    }

    private ReadReport Read(StoredReport stored)
    {
        if (reader.Read(stored.Body) is not [WebhookItem.Report { Content: var content }])
        {
            // Settled as a report of nothing: what cannot be read any more moves no status.
            return new ReadReport(stored, new DeliveryReport(), []);
        }

        metrics.Reported(content.Status);
        return new ReadReport(stored, content, [.. new[] { content.Uuid, content.RequestId }.OfType<string>().Select(hashes.OfProviderId)]);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: delivery reports could not be applied; trying again")]
    private static partial void Failed(ILogger logger, string fault);
}
