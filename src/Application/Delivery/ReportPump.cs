using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Application.Traces;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>Applies stored delivery reports in batches. A report may come before its message's id is stored: it waits, and is tried again.</summary>
internal sealed partial class ReportPump(
    IReports reports, ReportSignal work, OutboxSignal outbox, Slots slots, IWebhookReader reader, ILookupHashes hashes, SupportMetrics metrics, SupportTraces traces, ILogger<ReportPump> logger)
    : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    /// <summary>Reports come by the hundred, and nobody waits for one: what comes together is applied together.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work.WaitAsync(Idle, stoppingToken);
                await Task.Delay(Gathering, stoppingToken);
                var lookAtAll = work.TakeLookAtAll();
                while (await ApplyBatchAsync(putOff: false, stoppingToken) == Batch)
                {
                    // What is put off comes later: many reports of somebody else's messages must not stand before the new ones.
                    lookAtAll |= work.TakeLookAtAll();
                }

                if (lookAtAll)
                {
                    await ApplyBatchAsync(putOff: true, stoppingToken);
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

    /// <returns>How many there were.</returns>
    private async Task<int> ApplyBatchAsync(bool putOff, CancellationToken cancellationToken)
    {
        var due = slots.Owned is [] ? [] : await reports.ListDueAsync(slots.Owned, Batch, putOff, cancellationToken);
        if (due.Count == 0)
        {
            work.HasWaiting &= !putOff;
            return 0;
        }

        var read = due.Select(Read).ToList();
        var matched = await ApplyAsync(read, cancellationToken);
        work.HasWaiting = matched < read.Count || (work.HasWaiting && !putOff);
        if (matched > 0)
        {
            // A report may have settled an unknown message, and with it freed the next one.
            outbox.Set();
        }

        return due.Count;
    }

    /// <summary>Of each report the first try is seen: one of somebody else's message is tried for a day.</summary>
    private async Task<int> ApplyAsync(IReadOnlyList<ReadReport> read, CancellationToken cancellationToken)
    {
        var spans = read.Where(report => report.Stored.Attempts == 0)
            .Select(report => traces.Report(report.Stored)?.SetTag("status", SendMetrics.NameOf(report.Content.Status)))
            .OfType<Activity>()
            .ToList();
        try
        {
            return await reports.ApplyAsync(read, cancellationToken);
        }
        finally
        {
            spans.ForEach(span => span.Dispose());
        }
    }

    private ReadReport Read(StoredReport stored)
    {
        if (reader.Read(stored.Body) is not [WebhookItem.Report { Content: var content }])
        {
            // A report of nothing: it finds no message, and is given up after a day.
            return new ReadReport(stored, new DeliveryReport(), []);
        }

        if (stored.Attempts == 0)
        {
            metrics.Sends.Reported(content.Status);
        }

        return new ReadReport(stored, content, [.. new[] { content.Uuid, content.RequestId }.OfType<string>().Select(hashes.OfProviderId)]);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: delivery reports could not be applied; trying again")]
    private static partial void Failed(ILogger logger, string fault);
}
