using Microsoft.Data.Sqlite;

namespace WhatsAppSupport.Infrastructure.Persistence.Backup;

/// <summary>SQLite copies itself, in one reading transaction that stops nobody from writing.</summary>
internal sealed class SqliteBackup(Database database, string path) : IBackup
{
    /// <summary>Beside it until it is whole.</summary>
    private const string Unfinished = ".unfinished";

    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new BackupException("DATABASE_URL: there is no database yet. A right value is that of the program that serves");
        }

        await CopyAsync(path, SqliteOpenMode.ReadWrite, file, cancellationToken);
    }

    public async Task ReadAsync(string file, CancellationToken cancellationToken)
    {
        database.TakeForThisProcess();
        if (new[] { path, path + "-wal" }.FirstOrDefault(File.Exists) is { } there)
        {
            throw new BackupException($"{there} is there already, and is not written over: stop the program and move it away, with what lies beside it (-wal, -shm)");
        }

        await CopyAsync(file, SqliteOpenMode.ReadOnly, path, cancellationToken);
    }

    private static async Task CopyAsync(string from, SqliteOpenMode mode, string to, CancellationToken cancellationToken)
    {
        var unfinished = to + Unfinished;
        File.Delete(unfinished);
        try
        {
            await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Mode = mode, Pooling = false }.ToString()))
            {
                await connection.OpenAsync(cancellationToken);
                await using var copy = connection.CreateCommand();
                copy.CommandTimeout = (int)TimeSpan.FromHours(1).TotalSeconds;
                copy.CommandText = "VACUUM INTO @to";
                copy.Parameters.AddWithValue("@to", unfinished);
                await copy.ExecuteNonQueryAsync(cancellationToken);
            }

            File.Move(unfinished, to);
        }
        catch (Exception refused) when (refused is SqliteException or IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
            throw new BackupException($"{to} cannot be written from {from}: {refused.Message}", refused);
        }
    }
}
