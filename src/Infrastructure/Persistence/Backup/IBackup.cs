namespace WhatsAppSupport.Infrastructure.Persistence.Backup;

/// <summary>All that is stored, in one file. What is sealed stays so: without <c>ENCRYPTION_KEYS</c>, which must be kept elsewhere, the file is worth nothing.</summary>
public interface IBackup
{
    /// <summary>As of one moment, beside the programs that serve.</summary>
    /// <param name="file">Is not there yet.</param>
    /// <exception cref="BackupException">It cannot be written: says why.</exception>
    Task WriteAsync(string file, CancellationToken cancellationToken);

    /// <summary>Into a database that has nothing yet, and that nobody serves. It is there as a whole, or not at all.</summary>
    /// <exception cref="BackupException">It cannot be read, or there is something already: says which.</exception>
    Task ReadAsync(string file, CancellationToken cancellationToken);
}

/// <summary>What an operator is told.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
