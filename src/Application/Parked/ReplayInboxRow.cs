using System.Globalization;
using MediatR;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Parked;

/// <summary>Takes a parked row up again: what was given up is tried anew, what could not be read is read anew.</summary>
public sealed record ReplayInboxRow(long Row, Actor By) : ICommand<Result<ReplayReceipt>>, IAskedByPerson;

/// <param name="State"><c>pending</c>: it is handled anew, in its own place. <c>done</c>: what was read of it stands in rows of its own.</param>
/// <param name="Stored">What became of what was read; null for a row that is handled anew.</param>
public sealed record ReplayReceipt(long Row, InboxState State, WebhookReceipt? Stored);

internal sealed class ReplayInboxRowHandler(
    IParkedRows rows, IWebhookReader reader, Intake intake, Arrivals arrivals, ReportSignal reports, SupportMetrics metrics)
    : IRequestHandler<ReplayInboxRow, Result<ReplayReceipt>>
{
    public async Task<Result<ReplayReceipt>> Handle(ReplayInboxRow command, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(command.Row, cancellationToken) is not { } row)
        {
            return new InboxRowNotFound(command.Row);
        }

        if (!row.IsParked)
        {
            return new InboxRowNotParked(command.Row, row.View.State);
        }

        return row.View.Kind == InboxKind.Unread
            ? await ReadAnewAsync(row, command.By, cancellationToken)
            : await HandleAnewAsync(row, command.By, cancellationToken);
    }

    private async Task<Result<ReplayReceipt>> HandleAnewAsync(ParkedRow row, Actor by, CancellationToken cancellationToken)
    {
        if (row.View.Kind == InboxKind.Message && reader.Read(row.Body) is not [WebhookItem.Inbound])
        {
            // It would only be given up once more, with one more apology.
            return new InboxRowStillUnreadable(row.View.Id, "body: it is not read as one message any more");
        }

        if (!await rows.ReviveAsync(row.View.Id, EntryOf(row, by, InboxState.Pending), cancellationToken))
        {
            return new InboxRowNotParked(row.View.Id);
        }

        metrics.Inbox.RowReplayed();
        if (row.Lane is { } lane)
        {
            arrivals.Announce(lane);
        }
        else
        {
            reports.Set();
        }

        return new ReplayReceipt(row.View.Id, InboxState.Pending, null);
    }

    /// <summary>As if it had been read when it came: its time stays, so that a late replay opens no service window.</summary>
    private async Task<Result<ReplayReceipt>> ReadAnewAsync(ParkedRow row, Actor by, CancellationToken cancellationToken)
    {
        var entries = intake.Read(row.Body, row.View.ReceivedAt);
        if (entries.Count > 0 && entries.All(entry => entry.Error is not null))
        {
            return new InboxRowStillUnreadable(row.View.Id, entries[0].Error!);
        }

        var replaced = await rows.ReplaceAsync(row.View.Id, entries, EntryOf(row, by, InboxState.Done), cancellationToken);
        if (!replaced.Succeeded(out var done, out var error))
        {
            return error;
        }

        metrics.Inbox.RowReplayed();
        return new ReplayReceipt(row.View.Id, InboxState.Done, intake.Settle(entries, done.Stored));
    }

    private static AuditEntry EntryOf(ParkedRow row, Actor by, InboxState after)
    {
        return new AuditEntry(
            by, "inbox_row.replayed", SubjectKind.InboxRow, row.View.Id.ToString(CultureInfo.InvariantCulture), StateOf(row.View.State), StateOf(after));

        static string StateOf(InboxState state) => AuditFields.Of(("state", state.ToString().ToLowerInvariant()));
    }
}
