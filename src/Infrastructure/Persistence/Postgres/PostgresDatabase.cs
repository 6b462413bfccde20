using System.Data.Common;
using Npgsql;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

internal sealed class PostgresDatabase(string connectionString) : Database, IAsyncDisposable
{
    private readonly NpgsqlDataSource questions = PostgresSource.OpenForQuestions(connectionString);
    private readonly Lock gate = new();
    private Task asked = Task.CompletedTask;

    public NpgsqlDataSource Source { get; } = PostgresSource.Open(connectionString);

    public NpgsqlDataSource Webhooks { get; } = PostgresSource.OpenForWebhooks(connectionString);

    public override string WhoItIs => "SELECT current_setting('server_version'), clock_timestamp()";

    public override string DrawInboxId => "SELECT nextval('inbox_id_seq')";

    public override string ShareConversation => "FOR SHARE OF c SKIP LOCKED";

    public override string SkipLockedOf(string aliases) => $"FOR UPDATE OF {aliases} SKIP LOCKED";

    public override string LockRows => "FOR UPDATE";

    /// <summary>
    /// Not by locks on the rows themselves: claims pass over messages that are locked. The triggers that run before a removal ask for the same number
    /// (migration <c>KeyedWords</c>).
    /// </summary>
    public override string HoldIndex => "SELECT pg_advisory_xact_lock(20260026)";

    public override Task AskAsync()
    {
        lock (gate)
        {
            return asked = asked.IsCompleted ? AskOnceAsync() : asked;
        }
    }

    /// <summary><see cref="Domain.Customers.LookupHash.Slot"/>: the first two bytes, modulo 1024.</summary>
    public override string IsInSlots =>
        """
        (@slots::int[] IS NULL OR (
          (get_byte(uuid_send(COALESCE(u.phone_hash, u.bsuid_hash)), 0) << 8) + get_byte(uuid_send(COALESCE(u.phone_hash, u.bsuid_hash)), 1)) % 1024 = ANY(@slots))
        """;

    public override async ValueTask<IAsyncDisposable?> EnterMigrationAsync(CancellationToken cancellationToken) =>
        await PostgresMigrationLock.TakeAsync(Source, cancellationToken);

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => await Source.OpenConnectionAsync(cancellationToken);

    public override ValueTask<IDisposable?> EnterWriteAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IDisposable?>(null);

    public override string Before(string instant, string seconds) => $"{instant} - make_interval(secs => {seconds})";

    public override object? List(IReadOnlyList<int>? values) => values is null ? null : values.ToArray();

    public override object Instant(DateTimeOffset instant) => instant.UtcDateTime;

    public override DateTimeOffset ReadInstant(DbDataReader reader, int column) => new(reader.GetDateTime(column), TimeSpan.Zero);

    public override Guid ReadId(DbDataReader reader, int column) => reader.GetGuid(column);

    public async ValueTask DisposeAsync()
    {
        await questions.DisposeAsync();
        await Webhooks.DisposeAsync();
        await Source.DisposeAsync();
    }

    private async Task AskOnceAsync()
    {
        await using var command = questions.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync();
    }
}
