using System.Data.Common;
using Npgsql;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

internal sealed class PostgresDatabase(string connectionString) : Database, IAsyncDisposable
{
    public NpgsqlDataSource Source { get; } = PostgresSource.Open(connectionString);

    public NpgsqlDataSource Webhooks { get; } = PostgresSource.OpenForWebhooks(connectionString);

    public override string ShareConversation => "FOR SHARE OF c";

    public override string SkipLocked => "FOR UPDATE OF m SKIP LOCKED";

    public override async ValueTask<IAsyncDisposable?> EnterMigrationAsync(CancellationToken cancellationToken) =>
        await PostgresMigrationLock.TakeAsync(Source, cancellationToken);

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => await Source.OpenConnectionAsync(cancellationToken);

    public override ValueTask<IDisposable?> EnterWriteAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IDisposable?>(null);

    public override object Instant(DateTimeOffset instant) => instant.UtcDateTime;

    public override DateTimeOffset ReadInstant(DbDataReader reader, int column) => new(reader.GetDateTime(column), TimeSpan.Zero);

    public override Guid ReadId(DbDataReader reader, int column) => reader.GetGuid(column);

    public async ValueTask DisposeAsync()
    {
        await Webhooks.DisposeAsync();
        await Source.DisposeAsync();
    }
}
