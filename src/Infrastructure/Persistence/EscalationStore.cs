using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Tables;

namespace WhatsAppSupport.Infrastructure.Persistence;

internal sealed class EscalationStore(Database database, IContextFactory contexts, ILookupHashes hashes, Vault vault, TimeProvider clock) : IEscalations
{
    public async Task<IReadOnlyList<PendingNotice>> ListToNotifyAsync(int limit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = contexts.Create();
        var waiting = await context.Conversations
            .Where(c => c.Status == ConversationStatus.Escalated && c.Assignee == null)
            .Where(c => EF.Property<DateTimeOffset?>(c, ConversationsTable.NotifiedAt) == null
                || EF.Property<DateTimeOffset?>(c, ConversationsTable.NotifiedAt) < c.EscalatedAt)
            .Where(c => EF.Property<DateTimeOffset?>(c, ConversationsTable.NotifyAfter) == null
                || EF.Property<DateTimeOffset?>(c, ConversationsTable.NotifyAfter) <= now)
            .OrderBy(c => c.EscalatedAt)
            .Take(limit)
            .Select(c => new
            {
                c.CustomerId,
                Notice = new EscalationNotice(c.Id, c.Department ?? "", c.EscalationReason ?? "", c.EscalatedAt!.Value),
                Attempts = EF.Property<int>(c, ConversationsTable.NotifyAttempts),
            })
            .ToListAsync(cancellationToken);
        using var ciphers = await vault.ForShowingAsync(waiting.Where(one => one.Notice.IsSealed()).Select(one => one.CustomerId), cancellationToken);
        return [.. waiting.Select(one => new PendingNotice(ciphers.Of(one.CustomerId).Open(one.Notice), one.Attempts))];
    }

    public async Task MarkNotifiedAsync(EscalationNotice notice, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await context.Conversations
            .Where(c => c.Id == notice.Conversation)
            .ExecuteUpdateAsync(
                c => c.SetProperty(x => EF.Property<DateTimeOffset?>(x, ConversationsTable.NotifiedAt), (DateTimeOffset?)notice.EscalatedAt)
                    .SetProperty(x => EF.Property<int>(x, ConversationsTable.NotifyAttempts), 0)
                    .SetProperty(x => EF.Property<DateTimeOffset?>(x, ConversationsTable.NotifyAfter), (DateTimeOffset?)null),
                cancellationToken);
    }

    public async Task PutOffAsync(ConversationId conversation, int attempts, DateTimeOffset until, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await context.Conversations
            .Where(c => c.Id == conversation)
            .ExecuteUpdateAsync(
                c => c.SetProperty(x => EF.Property<int>(x, ConversationsTable.NotifyAttempts), attempts)
                    .SetProperty(x => EF.Property<DateTimeOffset?>(x, ConversationsTable.NotifyAfter), until),
                cancellationToken);
    }

    public async Task<IReadOnlyList<InboxEntry>> ListTimedOutAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        var waiting = await context.Conversations
            .Where(c => c.Status == ConversationStatus.Escalated && c.Assignee == null && c.EscalatedAt < before)
            .OrderBy(c => c.EscalatedAt)
            .Take(limit)
            .Join(context.Customers, c => c.CustomerId, u => u.Id, (c, u) => new { c.Id, c.OwnershipEpoch, c.IntegratedNumber, u.PhoneHash, u.BsuidHash })
            .ToListAsync(cancellationToken);
        return [.. waiting.Select(found =>
        {
            var timer = new EscalationTimer(found.Id, found.OwnershipEpoch);
            return new InboxEntry(
                InboxKind.Timer,
                found.PhoneHash ?? found.BsuidHash,
                found.IntegratedNumber,
                hashes.OfProviderId(timer.UniqueId),
                clock.GetUtcNow(),
                timer.ToBytes());
        })];
    }

    public async Task<int> CompleteSilentAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();

        // Each status by itself: so an index gives them in their order.
        var silent = new List<Conversation>();
        foreach (var status in new[] { ConversationStatus.Active, ConversationStatus.Escalated })
        {
            silent.AddRange(await context.Conversations.AsNoTracking()
                .Where(c => c.UpdatedAt < before && c.Status == status)
                .OrderBy(c => c.UpdatedAt)
                .Take(limit - silent.Count)
                .ToListAsync(cancellationToken));
        }

        var changed = 0;
        foreach (var over in silent.Select(conversation => conversation.Complete(clock.GetUtcNow())))
        {
            changed += await context.Conversations
                .Where(c => c.Id == over.Id && c.Version == over.Version - 1)
                .ExecuteUpdateAsync(
                    c => c.SetProperty(x => x.Status, over.Status)
                        .SetProperty(x => x.Flow, over.Flow)
                        .SetProperty(x => x.ResolutionTime, over.ResolutionTime)
                        .SetProperty(x => x.Version, over.Version)
                        .SetProperty(x => x.CompletedAt, over.CompletedAt),
                    cancellationToken);
        }

        return changed;
    }
}
