namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite;

/// <summary>SQLite is for one process: the second one to open the same file is told so. The operating system frees the lock when the process ends, however it ends.</summary>
internal sealed class SqliteLock : IDisposable
{
    private readonly FileStream file;

    public SqliteLock(string databasePath)
    {
        var path = Path.GetFullPath(databasePath + ".lock");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new DatabaseInUseException(databasePath);
        }
    }

    public void Dispose() => file.Dispose();
}

/// <summary>Another process has this SQLite file open.</summary>
public sealed class DatabaseInUseException(string path)
    : Exception($"{path} is in use by another process; stop that one, or set DATABASE_URL to PostgreSQL, which several processes can share.");
