using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Persistence.Retention;

/// <summary>
/// Conversations that are over and empty, and with the last one its customer. The last conversation of a customer who stays, stays: so
/// nobody is left who would not be looked at again. A customer stays who wants to hear nothing or was set inactive, because a stranger of the same number would be answered.
/// </summary>
internal sealed class OldConversations(Database database, IContextFactory contexts) : IRetained
{
    /// <summary>Few, because as many customers are locked with them, who may be writing to us.</summary>
    private const int PageSize = 50;

    /// <summary>Keeps PostgreSQL from joining whole tables to a page: each row is looked up by itself.</summary>
    private const string ByItself = "LIMIT 1 OFFSET 0";

    private const string CustomerMayGo =
        $"""
        (u.is_active AND u.opted_out_at IS NULL AND (u.last_heard_at IS NULL OR u.last_heard_at < @before) AND NOT EXISTS (
          SELECT 1 FROM inbox i WHERE i.customer_hash IN (u.phone_hash, u.bsuid_hash) AND i.customer_hash IS NOT NULL AND i.state = 'pending' {ByItself}))
        """;

    /// <summary>
    /// Both are locked, so that no message, no conversation and no word of a person comes to them any more; where one of them is locked already, somebody has just come
    /// back to it.
    /// </summary>
    private readonly string findSql =
        $"""
        SELECT m.id, m.customer_id, m.updated_at FROM conversations m JOIN customers u ON u.id = m.customer_id
        WHERE m.status = 'completed' AND m.updated_at >= @from AND m.updated_at < @before
          AND NOT EXISTS (SELECT 1 FROM messages s WHERE s.conversation_id = m.id {ByItself})
          AND ({CustomerMayGo} OR EXISTS (SELECT 1 FROM conversations n WHERE n.customer_id = m.customer_id AND n.created_at > m.created_at {ByItself}))
        ORDER BY m.updated_at LIMIT {PageSize} {database.SkipLockedOf("m, u")}
        """;

    public RetentionKind Kind => RetentionKind.Conversations;

    public async IAsyncEnumerable<RemovedRows> RemoveAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = new Page([], [], DateTimeOffset.UnixEpoch, 0);
        do
        {
            page = await RemovePageAsync(page.Last, before, cancellationToken);
            yield return new RemovedRows(RetentionKind.Conversations, page.Conversations.Count);
            yield return new RemovedRows(RetentionKind.Customers, page.Gone);
        }
        while (page.Conversations.Count == PageSize);
    }

    private async Task<Page> RemovePageAsync(DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var context = contexts.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var page = await FindAsync(transaction.GetDbTransaction(), from, before, cancellationToken);
        await context.Conversations.Where(conversation => page.Conversations.Contains(conversation.Id)).ExecuteDeleteAsync(cancellationToken);

        // Whoever has another conversation stays, and so does who was to stay before.
        var gone = await context.Customers
            .Where(customer => page.Customers.Contains(customer.Id) && !context.Conversations.Any(conversation => conversation.CustomerId == customer.Id))
            .ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return page with { Gone = gone };
    }

    private async Task<Page> FindAsync(DbTransaction transaction, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var find = transaction.Connection!.Of(database, findSql, ("@from", from), ("@before", before));
        find.Transaction = transaction;
        var rows = await find.ListAsync(
            reader => (Id: database.ReadId(reader, 0), Customer: database.ReadId(reader, 1), At: database.ReadInstant(reader, 2)), cancellationToken);
        return new Page(
            [.. rows.Select(row => new ConversationId(row.Id))],
            [.. rows.Select(row => new CustomerId(row.Customer)).Distinct()],
            rows.Count == 0 ? from : rows[^1].At,
            0);
    }

    private sealed record Page(List<ConversationId> Conversations, List<CustomerId> Customers, DateTimeOffset Last, int Gone);
}
