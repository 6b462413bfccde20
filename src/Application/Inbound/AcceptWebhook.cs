using MediatR;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Inbound;

/// <summary>Stores what an authenticated webhook posted, durably, and wakes whoever handles it.</summary>
public sealed record AcceptWebhook(ReadOnlyMemory<byte> Body) : ICommand<Result<WebhookReceipt>>;

internal sealed class AcceptWebhookHandler(
    IWebhookReader reader,
    IInbox inbox,
    ILookupHashes hashes,
    Arrivals arrivals,
    ReportSignal reports,
    SupportOptions options,
    SupportMetrics metrics,
    TimeProvider clock)
    : IRequestHandler<AcceptWebhook, Result<WebhookReceipt>>
{
    public async Task<Result<WebhookReceipt>> Handle(AcceptWebhook command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var entries = new List<InboxEntry>(1);
        foreach (var item in reader.Read(command.Body))
        {
            if (EntryOf(item, now) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries.Count == 0
            ? new WebhookReceipt(0, 0, 0, 0, [])
            : Settle(entries, await inbox.StoreAsync(entries, cancellationToken));
    }

    private InboxEntry? EntryOf(WebhookItem item, DateTimeOffset now)
    {
        switch (item)
        {
            case WebhookItem.Inbound { Message: var message } when message.From?.Digits != options.IntegratedNumber:
                var customer = message.From is { } phone ? hashes.OfPhone(phone) : hashes.OfBsuid(message.Bsuid!);
                var id = message.ProviderMessageId ?? DerivedMessageId.DerivedId(message, item.Raw.Span, now);
                return new InboxEntry(InboxKind.Message, customer, message.IntegratedNumber ?? options.IntegratedNumber, hashes.OfProviderId(id), now, item.Raw);

            case WebhookItem.Report { Content: var report }:
                return new InboxEntry(InboxKind.Report, null, "", hashes.OfProviderId(report.PrimaryId), now, item.Raw);

            case WebhookItem.Unreadable { Problem: var problem }:
                return new InboxEntry(InboxKind.Unread, null, "", default, now, item.Raw, problem.ToString());

            case WebhookItem.Ignored { Reason: IgnoredBecause.DashboardTest }:
                metrics.WebhookIgnored("dashboard_test");
                return null;

            default:
                metrics.WebhookIgnored("echo");
                return null;
        }
    }

    private WebhookReceipt Settle(List<InboxEntry> entries, IReadOnlyList<StoredEntry> stored)
    {
        int accepted = 0, duplicates = 0, reported = 0;
        var errors = new List<string>();
        for (var index = 0; index < entries.Count; index++)
        {
            var (entry, (id, fault)) = (entries[index], stored[index]);
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
                arrivals.Announce(new LaneRow(id.Value, entry.Kind, entry.Customer!.Value, entry.IntegratedNumber, entry.ReceivedAt, entry.Body));
            }
        }

        metrics.WebhookStored(accepted, duplicates, reported, errors.Count);
        return new WebhookReceipt(accepted, duplicates, reported, errors.Count, errors);
    }
}
