using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Application.Traces;

namespace WhatsAppSupport.Application.Inbound;

/// <summary>What is made of something posted: its rows, and who is told of them once they are stored.</summary>
internal sealed class Intake(
    IWebhookReader reader, ILookupHashes hashes, Arrivals arrivals, ReportSignal reports, SupportOptions options, DoubledEvents doubled, SupportMetrics metrics, SupportTraces traces)
{
    /// <summary>Echoes and the dashboard's tests leave no row.</summary>
    public IReadOnlyList<InboxEntry> Read(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt) => Read(body, receivedAt, out _);

    /// <param name="body">As it was posted.</param>
    /// <param name="receivedAt">When.</param>
    /// <param name="tests">What was in each event that was only a test.</param>
    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, DateTimeOffset)" path="/summary"/>
    public IReadOnlyList<InboxEntry> Read(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt, out IReadOnlyList<EventReview> tests)
    {
        var entries = new List<InboxEntry>(1);
        List<EventReview>? reviews = null;
        var traceParent = traces.Here;
        foreach (var item in reader.Read(body))
        {
            if (item is WebhookItem.Ignored { Review: { } review })
            {
                (reviews ??= []).Add(review);
            }

            if (EntryOf(item, receivedAt) is { } entry)
            {
                entries.Add(traceParent is null ? entry : entry with { TraceParent = traceParent });
            }
        }

        tests = reviews ?? (IReadOnlyList<EventReview>)[];
        return entries;
    }

    /// <summary>Counts what was stored and wakes whoever handles it.</summary>
    public WebhookReceipt Settle(IReadOnlyList<InboxEntry> entries, IReadOnlyList<StoredEntry> stored)
    {
        int accepted = 0, duplicates = 0, reported = 0;
        var errors = new List<string>();
        for (var index = 0; index < entries.Count; index++)
        {
            var (entry, (id, fault)) = (entries[index], stored[index]);
            if (entry.Kind == InboxKind.Message && doubled.Hear(entry.ProviderId, entry.IsOfReportEvent))
            {
                metrics.Inbox.Ignored("second_event");
            }

            if (entry.Error is { } problem)
            {
                errors.Add(problem);
            }
            else if (fault is not null)
            {
                errors.Add(fault);
            }
            else if (entry.Kind == InboxKind.Report)
            {
                reported++;
                reports.Set();
            }
            else if (id is null)
            {
                duplicates++;
            }
            else
            {
                accepted++;
                arrivals.Announce(new LaneRow(id.Value, entry.Kind, entry.Customer!.Value, entry.IntegratedNumber, entry.ReceivedAt, entry.Body) { TraceParent = entry.TraceParent });
            }
        }

        metrics.Inbox.Stored(accepted, duplicates, reported, errors.Count);
        return new WebhookReceipt(accepted, duplicates, reported, errors.Count, errors);
    }

    private InboxEntry? EntryOf(WebhookItem item, DateTimeOffset receivedAt)
    {
        switch (item)
        {
            case WebhookItem.Inbound { Message: var message } inbound when message.From?.Digits != options.IntegratedNumber:
                var customer = message.From is { } phone ? hashes.OfPhone(phone) : hashes.OfBsuid(message.Bsuid!);
                var id = message.ProviderMessageId ?? DerivedMessageId.DerivedId(message, item.Raw.Span, receivedAt);
                return new InboxEntry(InboxKind.Message, customer, message.IntegratedNumber ?? options.IntegratedNumber, hashes.OfProviderId(id), receivedAt, item.Raw)
                {
                    IsOfReportEvent = inbound.IsOfReportEvent,
                };

            case WebhookItem.Report { Content: var report }:
                return new InboxEntry(InboxKind.Report, null, "", hashes.OfProviderId(report.PrimaryId), receivedAt, item.Raw);

            case WebhookItem.Unreadable { Problem: var problem }:
                return InboxEntry.Quarantined(item.Raw, receivedAt, problem.ToString());

            case WebhookItem.Ignored { Reason: IgnoredBecause.DashboardTest }:
                metrics.Inbox.Ignored("dashboard_test");
                return null;

            default:
                metrics.Inbox.Ignored("echo");
                return null;
        }
    }
}
