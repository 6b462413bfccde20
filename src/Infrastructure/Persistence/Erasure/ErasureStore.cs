using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Erasure;

/// <summary>
/// Locks all that is the customer's before it removes anything, in the order in which everybody else does: the rows of their lanes by id, as turns
/// do; messages by their sequence, as results of sends do; conversations by id; the customer. Whoever has one of these is waited for, and
/// whoever comes later finds nothing.
/// </summary>
internal sealed class ErasureStore(Database database, IContextFactory contexts, IErasedSpace space, ILookupHashes hashes, Vault vault, InboxSeal seal, TimeProvider clock) : IErasures
{
    /// <summary>Each lost race is a message of the same customer, or somebody who took two of their rows in another order.</summary>
    private const int MostTries = 10;

    /// <summary>Counted around the locks, so that they are taken in their order and not carried over here.</summary>
    private string LockPendingSql { get; } =
        $$"""
        SELECT id AS "Value" FROM inbox WHERE state = 'pending' AND customer_hash IS NOT NULL AND customer_hash IN ({0}, {1}) ORDER BY id {{database.LockRows}}
        """;

    private string LockMessagesSql { get; } =
        $$"""
        SELECT count(*) AS "Value" FROM (
          SELECT seq FROM messages WHERE conversation_id IN (SELECT id FROM conversations WHERE customer_id = {0}) ORDER BY seq {{database.LockRows}}) AS held
        """;

    private string LockConversationsSql { get; } = $$"""SELECT id AS "Value" FROM conversations WHERE customer_id = {0} ORDER BY id {{database.LockRows}}""";

    private string LockCustomerSql { get; } = $$"""SELECT * FROM customers WHERE id = {0} {{database.LockRows}}""";

    public async Task<Result<ErasedCustomer>> EraseAsync(CustomerId customer, Func<ErasedCounts, AuditEntry> entry, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            try
            {
                if (await TryEraseAsync(customer, entry, cancellationToken) is { } outcome)
                {
                    return outcome;
                }
            }
            catch (Exception exception) when (DatabaseFaults.IsDeadlock(exception) && attempt < MostTries)
            {
                // Nothing was stored, and whoever it was has gone on.
                continue;
            }
        }

        return new CustomerMovedOn(customer);
    }

    public Task OverwriteAsync(CancellationToken cancellationToken) => space.OverwriteAsync(cancellationToken);

    public async Task FinishAsync(long row, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await context.Inbox.Where(found => found.Id == row && found.Kind == InboxKind.Erasure).ExecuteDeleteAsync(cancellationToken);
    }

    /// <returns>Null: they have begun another conversation meanwhile, or have come to be known by something else, and nothing was stored.</returns>
    private async Task<Result<ErasedCustomer>?> TryEraseAsync(
        CustomerId id, Func<ErasedCounts, AuditEntry> entry, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        if (await context.Customers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } stored)
        {
            return new CustomerNotFound(id);
        }

        // Before anything is locked, and before one waits in line: bodies are read.
        var customer = (await vault.ShowAsync([stored], cancellationToken))[0];
        var mentions = await context.FindMentionsAsync(seal, customer, cancellationToken);
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var lanes = LanesOf(customer);
        var pending = await context.Database.SqlQueryRaw<long>(LockPendingSql, lanes[0].Value, lanes[^1].Value).ToListAsync(cancellationToken);
        await context.Database.SqlQueryRaw<long>(LockMessagesSql, id.Value).ToListAsync(cancellationToken);
        var held = await context.Database.SqlQueryRaw<Guid>(LockConversationsSql, id.Value).ToListAsync(cancellationToken);
        var locked = await context.Customers.FromSqlRaw(LockCustomerSql, id.Value).AsNoTracking().ToListAsync(cancellationToken);
        if (locked is not [var now])
        {
            return new CustomerNotFound(id);
        }

        var conversations = await context.Conversations.AsNoTracking().Where(row => row.CustomerId == id).ToListAsync(cancellationToken);
        if (conversations.Count != held.Count || !LanesOf(now).SequenceEqual(lanes))
        {
            return null;
        }

        var messages = await RemoveAsync(context, id, conversations, cancellationToken);
        await EmptyInboxAsync(context, lanes, pending, mentions, cancellationToken);
        var sessions = SessionsOf(lanes, conversations);
        context.Inbox.AddRange(sessions.Select(session => RowOf(id, session)));
        context.Add(AuditRecord.From(entry(new ErasedCounts(conversations.Count, messages)), clock.GetUtcNow()));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        vault.Forget(id);
        string?[] addresses = [customer.PhoneNumber?.Digits, customer.Bsuid];
        return new ErasedCustomer([.. addresses.OfType<string>()], sessions);
    }

    private static LookupHash[] LanesOf(Customer customer)
    {
        LookupHash?[] known = [customer.PhoneHash, customer.BsuidHash];
        return [.. known.OfType<LookupHash>()];
    }

    /// <returns>How many messages there were.</returns>
    private async Task<int> RemoveAsync(SupportContext context, CustomerId id, IReadOnlyList<Conversation> conversations, CancellationToken cancellationToken)
    {
        var messages = 0;
        foreach (var conversation in conversations)
        {
            await RemoveReferencesAsync(context, conversation.Id, cancellationToken);
            messages += await context.Messages.Where(message => message.ConversationId == conversation.Id).ExecuteDeleteAsync(cancellationToken);
        }

        await context.Conversations.Where(conversation => conversation.CustomerId == id).ExecuteDeleteAsync(cancellationToken);
        await context.Customers.Where(customer => customer.Id == id).ExecuteDeleteAsync(cancellationToken);
        return messages;
    }

    /// <summary>A report that finds its reference keeps no body, though the message is gone: those of which reports may still come go a week later.</summary>
    private async Task RemoveReferencesAsync(SupportContext context, ConversationId conversation, CancellationToken cancellationToken)
    {
        var settled = clock.GetUtcNow() - RetentionLimits.Repeats;
        var ids = await context.Messages
            .Where(message => message.ConversationId == conversation && message.CreatedAt < settled)
            .Select(message => message.Id)
            .ToListAsync(cancellationToken);
        foreach (var some in ids.Select(id => id.Value).Chunk(500))
        {
            await context.ProviderReferences.Where(reference => some.Contains(reference.MessageId)).ExecuteDeleteAsync(cancellationToken);
        }
    }

    /// <summary>What has come in since its rows were locked and is still pending came after the erasure; what a turn has settled since is the customer's.</summary>
    private static async Task EmptyInboxAsync(
        SupportContext context, LookupHash[] lanes, IReadOnlyList<long> pending, IReadOnlyList<long> mentions, CancellationToken cancellationToken)
    {
        await EmptyAsync(context.Inbox.Where(row => pending.Contains(row.Id)), cancellationToken);
        foreach (var lane in lanes)
        {
            // Whatever has come back to a flow before its conversation was removed: nothing more can come now.
            await context.Inbox
                .Where(row => row.CustomerHash == lane && row.State == InboxState.Pending && (row.Kind == InboxKind.FlowTimer || row.Kind == InboxKind.Answer))
                .ExecuteDeleteAsync(cancellationToken);
            await EmptyAsync(context.Inbox.Where(row => row.CustomerHash == lane && row.State != InboxState.Pending), cancellationToken);
        }

        foreach (var some in mentions.Chunk(500))
        {
            await EmptyAsync(context.Inbox.Where(row => some.Contains(row.Id)), cancellationToken);
        }
    }

    /// <summary>Only the provider repeats what it has posted: nobody needs to know again what this program has asked itself.</summary>
    private static async Task EmptyAsync(IQueryable<InboxRecord> rows, CancellationToken cancellationToken)
    {
        await rows.Where(row => row.Kind != InboxKind.Message && row.Kind != InboxKind.Report && row.Kind != InboxKind.Unread).ExecuteDeleteAsync(cancellationToken);
        await rows.ExecuteUpdateAsync(
            row => row
                .SetProperty(r => r.State, InboxState.Done)
                .SetProperty(r => r.Body, InboxRecord.NoBody)
                .SetProperty(r => r.Error, (string?)null)
                .SetProperty(r => r.CustomerHash, (LookupHash?)null)
                .SetProperty(r => r.Slot, (int?)null)
                .SetProperty(r => r.NextAttemptAt, (DateTimeOffset?)null),
            cancellationToken);
    }

    /// <summary>Who never began a conversation is remembered nowhere; their lane is told all the same, so that what was removed is overwritten.</summary>
    private static List<SessionKey> SessionsOf(LookupHash[] lanes, IReadOnlyList<Conversation> conversations) =>
    [
        .. conversations.Select(conversation => conversation.IntegratedNumber).Distinct().DefaultIfEmpty("").SelectMany(number => lanes.Select(lane => new SessionKey(lane, number))),
    ];

    private InboxRecord RowOf(CustomerId id, SessionKey session) => new()
    {
        Slot = session.Customer.Slot,
        CustomerHash = session.Customer,
        Kind = InboxKind.Erasure,
        IntegratedNumber = session.IntegratedNumber,
        ProviderIdHash = hashes.OfProviderId($"erasure:{id}:{session}"),
        ReceivedAt = clock.GetUtcNow(),
        Body = InboxRecord.NoBody,
        State = InboxState.Pending,
    };
}
