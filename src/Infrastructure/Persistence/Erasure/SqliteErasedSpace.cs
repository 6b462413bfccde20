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
        await database.CutOffLogAsync(connection, patience: TimeSpan.Zero, cancellationToken);
    }
}
