using Npgsql;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>
/// EF's own lock ends with each migration, so that a second process could slip in between two and apply the next one as well. This one is
/// held by an open transaction beside the migrations: it works behind a transaction pooler, and a process that dies lets go of it.
/// </summary>
internal sealed class PostgresMigrationLock : IAsyncDisposable
{
    /// <summary>Any number that nobody else locks in this database.</summary>
    private const long Key = 0x57_68_61_74_73_41_70_70;

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private PostgresMigrationLock(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (this.connection, this.transaction) = (connection, transaction);

    /// <returns>Null where there is no such database yet: whoever migrates it creates it first.</returns>
    public static async Task<PostgresMigrationLock?> TakeAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection;
        try
        {
            connection = await source.OpenConnectionAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return null;
        }

        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await HoldAsync(connection, transaction, cancellationToken);
            return new PostgresMigrationLock(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>It does nothing else for as long as the migrations take: that is not standing still.</summary>
    private static async Task HoldAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            Timeout = 0,
            BatchCommands =
            {
                new NpgsqlBatchCommand("SET LOCAL idle_in_transaction_session_timeout = 0"),
                new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock($1)") { Parameters = { new NpgsqlParameter { Value = Key } } },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
