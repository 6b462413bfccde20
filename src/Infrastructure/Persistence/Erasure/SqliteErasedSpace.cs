using WhatsAppSupport.Infrastructure.Persistence.Sqlite;

namespace WhatsAppSupport.Infrastructure.Persistence.Erasure;

/// <summary>
/// The file's pages are overwritten when a row is removed (<see cref="SqlitePragmas"/>); the log beside it holds the pages as they were
/// before, until it is cut off.
/// </summary>
internal sealed class SqliteErasedSpace(SqliteDatabase database) : IErasedSpace
{
    /// <summary>Throws where somebody still reads what the log holds: whoever asked comes again.</summary>
    public async Task OverwriteAsync(CancellationToken cancellationToken)
    {
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var checkpoint = connection.Of(database, database.CutOffLog);
        var isBusy = await checkpoint.ListAsync(reader => reader.GetInt32(0) != 0, cancellationToken);
        if (isBusy.Contains(true))
        {
            throw new TimeoutException("The log of the database is being read, and cannot be cut off now.");
        }
    }
}
