using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace WhatsAppSupport.Infrastructure.Persistence.Backup;

/// <summary>By PostgreSQL's own <c>pg_dump</c> and <c>pg_restore</c>, which must be at least as new as the server.</summary>
internal sealed class PostgresBackup(Database database, string connectionString) : IBackup
{
    /// <summary>Beside it until it is whole.</summary>
    private const string Unfinished = ".unfinished";

    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--file", file + Unfinished], cancellationToken);
            File.Move(file + Unfinished, file);
        }
        finally
        {
            File.Delete(file + Unfinished);
        }
    }

    public async Task ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            await using var tables = connection.Of(database, "SELECT count(*) FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')");
            if ((long)(await tables.ExecuteScalarAsync(cancellationToken))! > 0)
            {
                throw new BackupException("DATABASE_URL: the database has tables already, and is not written over. A right value names a new, empty one (createdb)");
            }
        }

        await RunAsync("pg_restore", ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--dbname", new NpgsqlConnectionStringBuilder(connectionString).Database!, file], cancellationToken);
    }

    private async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        foreach (var (name, value) in Environment())
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        var complaint = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new BackupException($"{program}: {complaint.Trim()}");
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new BackupException($"{start.FileName} is not on the PATH: install PostgreSQL's client programs, of the server's version or newer (postgresql-client)", missing);
        }
    }

    /// <summary>Not as arguments, which everybody on the machine can read.</summary>
    private IEnumerable<(string Name, string Value)> Environment()
    {
        var options = new NpgsqlConnectionStringBuilder(connectionString);
        (string, string?)[] all =
        [
            ("PGHOST", options.Host),
            ("PGPORT", options.Port.ToString(CultureInfo.InvariantCulture)),
            ("PGUSER", options.Username),
            ("PGPASSWORD", options.Password),
            ("PGDATABASE", options.Database),
            ("PGSSLMODE", SslMode(options.SslMode)),
            ("PGSSLROOTCERT", options.RootCertificate),
        ];
        return all.Where(one => !string.IsNullOrEmpty(one.Item2)).Select(one => (one.Item1, one.Item2!));
    }

    private static string SslMode(SslMode mode) => mode switch
    {
        Npgsql.SslMode.VerifyCA => "verify-ca",
        Npgsql.SslMode.VerifyFull => "verify-full",
        _ => mode.ToString().ToLowerInvariant(),
    };
}
