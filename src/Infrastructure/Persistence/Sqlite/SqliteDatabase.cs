using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite;

internal sealed class SqliteDatabase(string path) : Database, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly string connectionString = ConnectionString(path);
    private SqliteLock? taken;

    private readonly SemaphoreSlim writer = new(1, 1);

    public override string ShareConversation => "";

    public override string SkipLockedOf(string aliases) => "";

    public override string LockRows => "";

    /// <summary>One process has them all.</summary>
    public override string IsInSlots => "@slots IS NULL";

    public override bool IsThere => File.Exists(path);

    public override string WhoItIs => "SELECT sqlite_version(), NULL";

    public static string ConnectionString(string path) => $"Data Source={path}";

    public override void TakeForThisProcess() => taken ??= new SqliteLock(path);

    public override async Task AskAsync()
    {
        await using var connection = await OpenAsync(CancellationToken.None);
        await using var command = connection.Of(this, "SELECT count(*) FROM secrets");
        await command.ExecuteScalarAsync();
    }

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await SqlitePragmas.ApplyAsync(connection, cancellationToken);
        return connection;
    }

    public override async ValueTask<IDisposable?> EnterWriteAsync(CancellationToken cancellationToken)
    {
        await writer.WaitAsync(cancellationToken);
        return new Leave(writer);
    }

    /// <inheritdoc/>
    /// <remarks>SQLite itself waits for readers, but refuses at once while another process cuts off the log.</remarks>
    public override async Task CutOffLogAsync(DbConnection connection, TimeSpan patience, CancellationToken cancellationToken)
    {
        await using var checkpoint = connection.Of(this, "PRAGMA wal_checkpoint(TRUNCATE)");
        var began = Stopwatch.GetTimestamp();
        while ((await checkpoint.ListAsync(reader => reader.GetInt32(0), cancellationToken)).Exists(busy => busy != 0))
        {
            if (Stopwatch.GetElapsedTime(began) >= patience)
            {
                throw new TimeoutException("The log of the database is being read, and cannot be cut off now.");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    public override string Before(string instant, string seconds) => $"{instant} - CAST({seconds} * 1000000 AS INTEGER)";

    public override object? List(IReadOnlyList<int>? values) => values is null ? null : string.Join(',', values);

    public override object Instant(DateTimeOffset instant) => Microseconds.Of(instant);

    public override DateTimeOffset ReadInstant(DbDataReader reader, int column) => Microseconds.ToInstant(reader.GetInt64(column));

    public override Guid ReadId(DbDataReader reader, int column) => reader.GetGuid(column);

    public void Dispose()
    {
        taken?.Dispose();
        writer.Dispose();
    }

    private sealed class Leave(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }
}
