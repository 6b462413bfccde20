using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Errands;

/// <summary>
/// Whoever removes a timer stores its row, so that of several processes one does both. They go in the order of their conversations, so that two processes with the same
/// timers wait for each other one way only.
/// </summary>
internal sealed class FlowTimerStore(Database database, IContextFactory contexts, ILookupHashes hashes, InboxSeal seal, TimeProvider clock) : IFlowTimers
{
    public async Task<FiredTimers> FireDueAsync(int limit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = contexts.Create();
        var due = await context.FlowTimers
            .Where(timer => timer.DueAt <= now)
            .OrderBy(timer => timer.DueAt)
            .Take(limit)
            .Join(context.Conversations, timer => timer.ConversationId, c => c.Id, (timer, c) => new { timer.Visit, Conversation = c })
            .Join(context.Customers, found => found.Conversation.CustomerId, u => u.Id, (found, u) => new Found(
                found.Conversation.Id,
                found.Visit,
                found.Conversation.Status == ConversationStatus.Active && found.Conversation.Flow != null,
                u.PhoneHash ?? u.BsuidHash,
                found.Conversation.IntegratedNumber))
            .ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return new FiredTimers(0, []);
        }

        var rows = await seal.SealAsync([.. due.Select(found => RowOf(found, now))], cancellationToken);
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var lanes = new List<LookupHash>(due.Count);
        foreach (var (found, row) in due.Zip(rows).OrderBy(pair => pair.First.Conversation.Value))
        {
            var isOurs = await context.FlowTimers
                .Where(timer => timer.ConversationId == found.Conversation && timer.Visit == found.Visit)
                .ExecuteDeleteAsync(cancellationToken) == 1;
            if (isOurs && found.IsInFlow && row.Customer is { } lane)
            {
                await context.AddOwnRowAsync(database, row, cancellationToken);
                lanes.Add(lane);
            }
        }

        await transaction.CommitAsync(cancellationToken);
        return new FiredTimers(due.Count, lanes);
    }

    private InboxEntry RowOf(Found found, DateTimeOffset now)
    {
        var timer = new DueFlowTimer(found.Conversation, found.Visit);
        return new InboxEntry(InboxKind.FlowTimer, found.Lane, found.IntegratedNumber, hashes.OfProviderId(timer.UniqueId), now, timer.ToBytes());
    }

    private sealed record Found(ConversationId Conversation, long Visit, bool IsInFlow, LookupHash? Lane, string IntegratedNumber);
}
