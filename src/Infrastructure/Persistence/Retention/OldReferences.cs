using System.Runtime.CompilerServices;
using WhatsAppSupport.Application.Retention;

namespace WhatsAppSupport.Infrastructure.Persistence.Retention;

/// <summary>
/// References to messages that are gone, whoever has removed these. Their own time stands nowhere; but a message's id begins with the time at which it was made,
/// so that the index over it gives the old ones first. A report of a message that is gone finds its reference, or none: either way it changes nothing.
/// </summary>
internal sealed class OldReferences(Database database) : IRetained
{
    private const string RemoveSql =
        """
        DELETE FROM provider_references
        WHERE message_id > @after AND message_id <= @last AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.id = provider_references.message_id)
        """;

    private static readonly string FindSql =
        $"""
        SELECT message_id FROM provider_references WHERE message_id > @after AND message_id < @end ORDER BY message_id LIMIT {RowPages.Size}
        """;

    public RetentionKind Kind => RetentionKind.References;

    public async IAsyncEnumerable<RemovedRows> RemoveAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (after, end) = (Guid.Empty, Guid.CreateVersion7(before));
        while (await FindLastAsync(after, end, cancellationToken) is { } last)
        {
            yield return new RemovedRows(Kind, await RemoveAsync(after, last, cancellationToken));
            after = last;
        }
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
