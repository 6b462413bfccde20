using System.Runtime.CompilerServices;
using WhatsAppSupport.Application.Retention;

namespace WhatsAppSupport.Infrastructure.Persistence.Retention;

/// <summary>Rows that have an identity, and go by themselves.</summary>
internal sealed class OldRows(Database database, RetentionKind kind, RowPages pages, string removeSql) : IRetained
{
    private const string Parked = "m.state IN ('dead', 'quarantined')";

    /// <summary>Where the last walk has found everything old; behind it there is nothing of this kind any more.</summary>
    private long begin;

    public RetentionKind Kind => kind;

    /// <summary>Whether what a walk has passed by stays for good, so that the next one begins behind it.</summary>
    private bool GoesOn { get; init; }

    /// <summary>
    /// What waits to leave stays, and so does what was said in a conversation that goes on. OFFSET keeps PostgreSQL from joining all conversations to a page.
    /// </summary>
    public static OldRows Messages(Database database) => new(
        database,
        RetentionKind.Messages,
        new RowPages(database, "messages", "seq", "created_at"),
        Remove(database, "messages", "seq", "created_at", "NOT m.is_queued AND EXISTS (SELECT 1 FROM conversations c WHERE c.id = m.conversation_id AND c.status = 'completed' LIMIT 1 OFFSET 0)"));

    public static OldRows Inbox(Database database) => new(
        database, RetentionKind.Inbox, new RowPages(database, "inbox", "id", "received_at"), Remove(database, "inbox", "id", "received_at", "m.state = 'done'"));

    /// <summary>
    /// They go earlier than what stands between them, which therefore is not walked through again each hour. A report that was passed by goes with the rest of the inbox.
    /// </summary>
    public static OldRows Reports(Database database) => new(
        database,
        RetentionKind.Reports,
        new RowPages(database, "inbox", "id", "received_at"),
        Remove(database, "inbox", "id", "received_at", "m.state = 'done' AND m.kind = 'report'"))
    { GoesOn = true };

    /// <summary>Both states are named, because SQLite finds only so that the partial index holds the one.</summary>
    public static OldRows OfState(Database database, string state)
    {
        var isSo = $"{Parked} AND m.state = '{state}'";
        return new OldRows(
            database, RetentionKind.Parked, new RowPages(database, "inbox", "id", "received_at", isSo), Remove(database, "inbox", "id", "received_at", isSo));
    }

    public async IAsyncEnumerable<RemovedRows> RemoveAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = begin;
        while (await pages.FindAsync(after, cancellationToken) is { } page && page.Oldest < before)
        {
            yield return new RemovedRows(kind, await RemoveAsync(page, before, cancellationToken));
            after = page.Last;
            begin = GoesOn && page.Newest < before && begin == page.After ? page.Last : begin;
        }
    }

    private async Task<int> RemoveAsync(RowPage page, DateTimeOffset before, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var remove = connection.Of(database, removeSql, ("@after", page.After), ("@last", page.Last), ("@before", before));
        return await remove.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Leaves alone what somebody is changing at this moment: waiting for it could be a circle. The range is named twice, so that neither side of the join is more than a page.
    /// </summary>
    private static string Remove(Database database, string table, string key, string time, string goes) =>
        $"""
        DELETE FROM {table} WHERE {key} > @after AND {key} <= @last AND {key} IN (
          SELECT m.{key} FROM {table} m WHERE m.{key} > @after AND m.{key} <= @last AND m.{time} < @before AND {goes} {database.SkipLocked})
        """;
}
