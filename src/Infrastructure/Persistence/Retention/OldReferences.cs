using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using WhatsAppSupport.Application.Retention;

namespace WhatsAppSupport.Infrastructure.Persistence.Retention;

/// <summary>
/// References to messages that are gone, whoever has removed these. Their own time stands nowhere; but a message's id begins with the time at which it was made,
/// so that the index over it gives the old ones first. A report of a message that is gone finds its reference, or none: either way it changes nothing.
/// </summary>
/// <param name="kind">Why they are gone.</param>
/// <param name="window">Only of messages that were made at most so long before: who looks every hour need not look at all of them, once it has. Null = all.</param>
internal sealed class OldReferences(Database database, RetentionKind kind, TimeSpan? window) : IRetained
{
    /// <summary>Each is looked up by itself (<c>OFFSET</c>, docs/decisions/0004): compared with all messages, a page would read these through.</summary>
    private const string RemoveSql =
        """
        DELETE FROM provider_references
        WHERE message_id > @after AND message_id <= @last AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.id = provider_references.message_id LIMIT 1 OFFSET 0)
        """;

    private static readonly string FindSql =
        $"""
        SELECT message_id FROM provider_references WHERE message_id > @after AND message_id < @end ORDER BY message_id LIMIT {RowPages.Size}
        """;

    /// <summary>Since this process began, which may have been after a long standstill.</summary>
    private bool wereAllSeen;

    public RetentionKind Kind => kind;

    public static OldReferences OfMessages(Database database) => new(database, RetentionKind.References, null);

    /// <summary>An erasure removes the older ones itself.</summary>
    public static OldReferences OfErased(Database database) => new(database, RetentionKind.ErasedReferences, RetentionLimits.Repeats);

    public async IAsyncEnumerable<RemovedRows> RemoveAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (after, end) = (window is { } length && wereAllSeen ? FirstAt(before - length) : Guid.Empty, FirstAt(before));
        while (await FindLastAsync(after, end, cancellationToken) is { } last)
        {
            yield return new RemovedRows(Kind, await RemoveAsync(after, last, cancellationToken));
            after = last;
        }

        wereAllSeen = true;
    }

    /// <summary>Before every id that was made then or later.</summary>
    private static Guid FirstAt(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds() << 16);
        return new Guid(bytes, bigEndian: true);
    }

    private async Task<Guid?> FindLastAsync(Guid after, Guid end, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var find = connection.Of(database, FindSql, ("@after", after), ("@end", end));
        var ids = await find.ListAsync(reader => database.ReadId(reader, 0), cancellationToken);
        return ids.Count == 0 ? null : ids[^1];
    }

    private async Task<int> RemoveAsync(Guid after, Guid last, CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var remove = connection.Of(database, RemoveSql, ("@after", after), ("@last", last));
        return await remove.ExecuteNonQueryAsync(cancellationToken);
    }
}
