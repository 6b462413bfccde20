using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Errands;

/// <summary>A claim moves the moment at which the errand is due, where that still is as it was read: so one has it, and when the moment has come nobody has it.</summary>
internal sealed class ErrandStore(Database database, IContextFactory contexts, ILookupHashes hashes, Vault vault, InboxSeal seal, TimeProvider clock) : IErrands
{
    public async Task<IReadOnlyList<DueErrand>> ListDueAsync(
        IReadOnlyList<int>? slots, IReadOnlyCollection<int> besides, int limit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = contexts.Create();
        var due = context.FlowErrands.Where(errand => errand.DueAt <= now);
        due = slots is null ? due : due.Where(errand => slots.Contains(errand.Slot));
        due = besides.Count == 0 ? due : due.Where(errand => !besides.Contains(errand.Line));
        return await due
            .OrderBy(errand => errand.DueAt)
            .Take(limit)
            .Select(errand => new DueErrand(errand.ConversationId, errand.Visit, errand.Line, errand.DueAt))
            .ToListAsync(cancellationToken);
    }

    public async Task<ClaimedErrand?> ClaimAsync(DueErrand errand, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        if (await ChangeAsync(context, errand, until, cancellationToken) == 0)
        {
            return null;
        }

        var found = await Of(context, errand.Conversation, errand.Visit)
            .Join(context.Conversations, row => row.ConversationId, c => c.Id, (row, c) => new
            {
                row,
                c.CustomerId,
                c.SessionId,
                c.Language,
                IsInFlow = c.Status == ConversationStatus.Active && c.Flow != null,
            })
            .AsNoTracking()
            .SingleOrDefaultAsync(cancellationToken);
        if (found is not { IsInFlow: true })
        {
            await RemoveAsync(errand.Conversation, errand.Visit, cancellationToken);
            return null;
        }

        return new ClaimedErrand
        {
            Conversation = errand.Conversation,
            Visit = errand.Visit,
            Errand = await OpenAsync(found.CustomerId, found.row, cancellationToken),
            Row = found.row.RowId,
            Claims = found.row.Claims,
            Failures = found.row.Failures,
            SessionId = found.SessionId,
            Language = found.Language,
        };
    }

    public async Task KeepAsync(ClaimedErrand errand, DateTimeOffset until, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await Of(context, errand.Conversation, errand.Visit).ExecuteUpdateAsync(row => row.SetProperty(r => r.DueAt, until), cancellationToken);
    }

    public async Task PutBackAsync(ClaimedErrand errand, DateTimeOffset until, bool counts, CancellationToken cancellationToken)
    {
        var (claims, failures) = counts ? (0, 1) : (-1, 0);
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await Of(context, errand.Conversation, errand.Visit).ExecuteUpdateAsync(
            row => row
                .SetProperty(r => r.DueAt, until)
                .SetProperty(r => r.Claims, r => r.Claims + claims)
                .SetProperty(r => r.Failures, r => r.Failures + failures),
            cancellationToken);
    }

    public async Task<LookupHash?> FinishAsync(ClaimedErrand errand, FlowAnswer answer, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        if (await RowOfAsync(context, errand, answer, cancellationToken) is not { } row)
        {
            return null;
        }

        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await Of(context, errand.Conversation, errand.Visit).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return null;
        }

        await context.AddOwnRowAsync(database, row, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return row.Customer;
    }

    private static IQueryable<FlowErrandRecord> Of(SupportContext context, ConversationId conversation, long visit) =>
        context.FlowErrands.Where(row => row.ConversationId == conversation && row.Visit == visit);

    private async Task<int> ChangeAsync(SupportContext context, DueErrand errand, DateTimeOffset until, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        return await Of(context, errand.Conversation, errand.Visit)
            .Where(row => row.DueAt == errand.DueAt)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.DueAt, until).SetProperty(r => r.Claims, r => r.Claims + 1), cancellationToken);
    }

    private async Task RemoveAsync(ConversationId conversation, long visit, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await Of(context, conversation, visit).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<FlowErrand?> OpenAsync(CustomerId customer, FlowErrandRecord row, CancellationToken cancellationToken)
    {
        using var ciphers = await vault.ForReadingAsync(SealedText.IsSealed(row.Body) ? [customer] : [], cancellationToken);
        try
        {
            return FlowErrand.Read(ciphers.Of(customer).OpenErrand(row));
        }
        catch (Exception exception) when (exception is UnreadableValueException or JsonException)
        {
            return null;
        }
    }

    /// <returns>Null: the conversation is gone.</returns>
    private async Task<InboxEntry?> RowOfAsync(SupportContext context, ClaimedErrand errand, FlowAnswer answer, CancellationToken cancellationToken)
    {
        var found = await context.Conversations
            .Where(c => c.Id == errand.Conversation)
            .Join(context.Customers, c => c.CustomerId, u => u.Id, (c, u) => new { c.IntegratedNumber, Lane = u.PhoneHash ?? u.BsuidHash })
            .SingleOrDefaultAsync(cancellationToken);
        if (found?.Lane is not { } lane)
        {
            return null;
        }

        var answered = FlowAnswerRow.Of(errand.Conversation, errand.Visit, answer);
        var entry = new InboxEntry(InboxKind.Answer, lane, found.IntegratedNumber, hashes.OfProviderId(answered.UniqueId), clock.GetUtcNow(), answered.ToBytes())
        {
            TraceParent = errand.Errand?.TraceParent,
        };
        return (await seal.SealAsync([entry], cancellationToken))[0];
    }
}
