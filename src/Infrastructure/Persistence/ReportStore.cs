using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>
/// Applies stored reports. A crash between raising the statuses and settling the rows does no harm: raising a status again changes
/// nothing.
/// </summary>
internal sealed class ReportStore(Database database, IContextFactory contexts, InboxSeal seal, Vault vault, IStatusChanges changes, TimeProvider clock) : IReports
{
    /// <summary>A report of something that was not sent by us (a campaign of another program) finds no message, ever.</summary>
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(24);

    public async Task<IReadOnlyList<StoredReport>> ListDueAsync(IReadOnlyList<int>? slots, int limit, bool putOff, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = contexts.Create();
        var pending = context.Inbox.Where(row => row.State == InboxState.Pending && row.Kind == InboxKind.Report);
        if (slots is not null)
        {
            pending = pending.Where(row => row.Slot == null || slots.Contains(row.Slot.Value));
        }

        var wanted = putOff
            ? pending.Where(row => row.NextAttemptAt > now).OrderByDescending(row => row.Id)
            : pending.Where(row => row.NextAttemptAt <= now).OrderBy(row => row.NextAttemptAt).ThenBy(row => row.Id);
        var found = new List<StoredReport>();
        foreach (var row in await wanted.AsNoTracking().Take(limit).ToListAsync(cancellationToken))
        {
            found.Add(new StoredReport(row.Id, row.ReceivedAt, row.Attempts, await seal.OpenAsync(row, cancellationToken)) { TraceParent = row.TraceParent });
        }

        return found;
    }

    public async Task<int> ApplyAsync(IReadOnlyList<ReadReport> reports, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var owners = await FindMessagesAsync(context, reports, cancellationToken);
        var byMessage = new Dictionary<MessageId, StatusChange>();
        var (matched, unmatched) = (new List<long>(), new List<StoredReport>());
        var learned = new List<(LookupHash Id, MessageId Message)>();
        foreach (var report in reports)
        {
            if (MessageOf(report, owners) is not { } message)
            {
                unmatched.Add(report.Stored);
                continue;
            }

            matched.Add(report.Stored.InboxId);
            learned.AddRange(report.ProviderIds.Where(id => !owners.ByProviderId[id.Value].Any()).Select(id => (id, message)));
            if (report.Content.Status is { } status)
            {
                var change = StatusChange.Of(message, status, report.Content.OccurredAt ?? report.Stored.ReceivedAt, report.Content.Reason);
                byMessage[message] = byMessage.TryGetValue(message, out var other) ? other.And(change) : change;
            }
        }

        var raised = await SealReasonsAsync(context, [.. byMessage.Values], cancellationToken);
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await KeepIdsAsync(learned, cancellationToken);
        if (raised.Count > 0)
        {
            await changes.ApplyAsync(raised, cancellationToken);
        }

        await SettleAsync(context, matched, "", cancellationToken);
        await PutOffAsync(context, unmatched, cancellationToken);
        return matched.Count;
    }

    private static async Task<Owners> FindMessagesAsync(SupportContext context, IReadOnlyList<ReadReport> reports, CancellationToken cancellationToken)
    {
        var hashes = reports.SelectMany(report => report.ProviderIds).Distinct().ToList();
        var references = hashes.Count == 0 ? [] : await context.ProviderReferences
            .Where(reference => hashes.Contains(reference.Hash))
            .ToListAsync(cancellationToken);
        var own = reports.Select(report => report.Content.Reference).OfType<MessageId>().Distinct().ToList();
        var known = own.Count == 0 ? [] : await context.Messages
            .Where(message => own.Contains(message.Id) && message.Direction == Direction.Outbound)
            .Select(message => message.Id)
            .ToListAsync(cancellationToken);
        return new Owners(references.ToLookup(reference => reference.Hash.Value, reference => reference.MessageId), [.. known]);
    }

    /// <summary>What failed is told in the provider's words, which belong to the customer; only for these the customers are looked up.</summary>
    private async Task<IReadOnlyList<StatusChange>> SealReasonsAsync(SupportContext context, IReadOnlyList<StatusChange> raised, CancellationToken cancellationToken)
    {
        var failed = raised.Where(change => change.Reason is not null).Select(change => change.Message).ToList();
        if (failed.Count == 0 || !vault.Seals)
        {
            return raised;
        }

        var customers = await context.Messages.Where(message => failed.Contains(message.Id))
            .ToDictionaryAsync(message => message.Id, message => message.CustomerId, cancellationToken);
        var stored = new List<StatusChange>(raised.Count);
        foreach (var change in raised)
        {
            if (change.Reason is null || !customers.TryGetValue(change.Message, out var customer))
            {
                stored.Add(change with { Reason = null });
                continue;
            }

            stored.Add(change with { Reason = await SealReasonAsync(customer, change, cancellationToken) });
        }

        return stored;
    }

    /// <returns>Null, where the customer's key does not open: that it failed is still told.</returns>
    private async Task<string?> SealReasonAsync(CustomerId customer, StatusChange change, CancellationToken cancellationToken)
    {
        try
        {
            using var cipher = await vault.ForWritingAsync(customer, cancellationToken);
            return cipher.SealReason(change.Message.Value, change.Reason);
        }
        catch (UnreadableValueException)
        {
            return null;
        }
    }

    private static MessageId? MessageOf(ReadReport report, Owners owners)
    {
        foreach (var id in report.ProviderIds)
        {
            foreach (var message in owners.ByProviderId[id.Value])
            {
                return new MessageId(message);
            }
        }

        return report.Content.Reference is { } own && owners.Known.Contains(own) ? own : null;
    }

    /// <summary>
    /// Ids of which only the report knows, because the answer to the request was lost: later reports may name nothing else, and in the
    /// provider's log they must not be taken for another message's.
    /// </summary>
    private async Task KeepIdsAsync(IEnumerable<(LookupHash Id, MessageId Message)> learned, CancellationToken cancellationToken)
    {
        foreach (var (id, message) in learned.Distinct())
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var keep = connection.Of(
                database, "INSERT INTO provider_references (hash, message_id) VALUES (@hash, @id) ON CONFLICT DO NOTHING", ("@hash", id.Value), ("@id", message.Value));
            await keep.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task PutOffAsync(SupportContext context, List<StoredReport> unmatched, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await SettleAsync(context, [.. unmatched.Where(report => now - report.ReceivedAt > GivenUpAfter).Select(report => report.InboxId)], "unmatched", cancellationToken);
        foreach (var group in unmatched.Where(report => now - report.ReceivedAt <= GivenUpAfter).GroupBy(report => Math.Min(report.Attempts, 8)))
        {
            var ids = group.Select(report => report.InboxId).ToList();
            var next = now + TimeSpan.FromSeconds(Math.Pow(2, group.Key));
            await context.Inbox
                .Where(row => ids.Contains(row.Id) && (row.NextAttemptAt == null || row.NextAttemptAt <= now))
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.Attempts, r => r.Attempts + 1).SetProperty(r => r.NextAttemptAt, next), cancellationToken);
        }
    }

    /// <summary>A report has said all that it had to say: its body names a customer, and is not kept.</summary>
    private static async Task SettleAsync(SupportContext context, List<long> ids, string note, CancellationToken cancellationToken)
    {
        if (ids.Count > 0)
        {
            var error = note.Length == 0 ? null : note;
            await context.Inbox
                .Where(row => ids.Contains(row.Id))
                .ExecuteUpdateAsync(
                    row => row.SetProperty(r => r.State, InboxState.Done).SetProperty(r => r.Error, error).SetProperty(r => r.Body, InboxRecord.NoBody), cancellationToken);
        }
    }

    private sealed record Owners(ILookup<Guid, Guid> ByProviderId, HashSet<MessageId> Known);
}
