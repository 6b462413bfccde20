using System.Data.Common;
using Npgsql;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

internal sealed class PostgresDatabase(string connectionString) : Database, IAsyncDisposable
{
    private const string PreferIndexes =
        """
        SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
          set_config('plan_cache_mode', 'force_generic_plan', true)
        """;

    public NpgsqlDataSource Source { get; } = PostgresSource.Open(connectionString);

    public NpgsqlDataSource Webhooks { get; } = PostgresSource.OpenForWebhooks(connectionString);

    public override string ShareConversation => "FOR SHARE OF c";

    public override string SkipLocked => "FOR UPDATE OF m SKIP LOCKED";

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => await Source.OpenConnectionAsync(cancellationToken);

    public override ValueTask<IDisposable?> EnterWriteAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IDisposable?>(null);

    public override object Instant(DateTimeOffset instant) => instant.UtcDateTime;

    public override DateTimeOffset ReadInstant(DbDataReader reader, int column) => new(reader.GetDateTime(column), TimeSpan.Zero);

    public override Guid ReadId(DbDataReader reader, int column) => reader.GetGuid(column);

    /// <summary>
    /// The statement finds its rows by index, whatever is known of the tables' sizes: a plan that was made while they were empty would be
    /// kept for the prepared statement and read them through once they are full. The settings end with the transaction that both commands
    /// share, so that they hold behind a transaction pooler, too. The plan is always the kept one: by index it is as good for one row as for
    /// many, and looks dearer than it is, so that PostgreSQL would else plan anew each time. The statement's is the second result.
    /// </summary>
    public NpgsqlBatch ByIndex(string sql, out NpgsqlBatchCommand statement)
    {
        statement = new NpgsqlBatchCommand(sql);
        var batch = Source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PreferIndexes));
        batch.BatchCommands.Add(statement);
        return batch;
    }

    public async ValueTask DisposeAsync()
    {
        await Webhooks.DisposeAsync();
        await Source.DisposeAsync();
    }
}
