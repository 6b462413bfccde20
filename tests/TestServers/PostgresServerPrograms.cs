using System.Diagnostics;
using System.Globalization;

namespace WhatsAppSupport.TestServers;

/// <summary>PostgreSQL's programs, and how they are called: never as root, because they refuse that.</summary>
internal sealed class PostgresServerPrograms
{
    private const string OtherUser = "postgres";

    private readonly string folder;

    private PostgresServerPrograms(string folder) => this.folder = folder;

    /// <exception cref="InvalidOperationException">PostgreSQL is not installed; says what to do.</exception>
    public static PostgresServerPrograms Find() =>
        InstalledProgram.FolderOf(["initdb", "postgres"], DistributionFolders()) is { } folder
            ? new PostgresServerPrograms(folder)
            : throw new InvalidOperationException(
                "The tests need PostgreSQL and found no initdb: run ./test.sh, or `apt-get install postgresql redis-server`, " +
                "or set TEST_DATABASE_URL (postgres://user:password@host:5432/name of a user that may create databases).");

    /// <summary>A new cluster under <paramref name="data"/>, owned by whom it will run as.</summary>
    public async Task InitializeAsync(string home, string data)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(["chown", OtherUser, home]);
        }

        await RunAsync([.. Command("initdb"), "--pgdata", data, "--username", "postgres", "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions"]);
    }

    /// <summary>Where only the server's programs were put on the path, the dump is with the rest of its distribution.</summary>
    public static async Task<byte[]> DumpAsync(string databaseUrl)
    {
        var folder = InstalledProgram.FolderOf(["pg_dump"], DistributionFolders()) ?? throw new InvalidOperationException("The tests need pg_dump, which comes with PostgreSQL.");
        var start = new ProcessStartInfo(Path.Combine(folder, "pg_dump"), ["--dbname", databaseUrl]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("pg_dump did not start.");
        using var dump = new MemoryStream();
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.BaseStream.CopyToAsync(dump);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? dump.ToArray() : throw new InvalidOperationException($"pg_dump failed:\n{await said}");
    }

    /// <param name="data">The cluster's folder.</param>
    /// <param name="port">Of 127.0.0.1.</param>
    /// <param name="durable">True: a commit is on disk, as in production. False: it survives a killed server, not a power cut.</param>
    /// <param name="also">Further settings.</param>
    public IReadOnlyList<string> ServerCommand(string data, int port, bool durable, IReadOnlyDictionary<string, string> also)
    {
        var settings = new Dictionary<string, string>
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = "",
            ["max_connections"] = "200",
            ["timezone"] = "UTC",
            ["synchronous_commit"] = "on",
            ["fsync"] = durable ? "on" : "off",
            ["full_page_writes"] = durable ? "on" : "off",
        };
        foreach (var (name, value) in also)
        {
            settings[name] = value;
        }

        return [.. Command("postgres"), "-D", data, .. settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" })];
    }

    private static IEnumerable<string> DistributionFolders() =>
        new[] { "/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt" }
            .Where(Directory.Exists)
            .SelectMany(parent => Directory.EnumerateDirectories(parent).Where(child => parent.EndsWith("postgresql", StringComparison.Ordinal)
                || Path.GetFileName(child).StartsWith("pgsql-", StringComparison.Ordinal)
                || Path.GetFileName(child).StartsWith("postgresql@", StringComparison.Ordinal)))
            .OrderByDescending(VersionOf)
            .Select(version => Path.Combine(version, "bin"));

    private static int VersionOf(string folder) =>
        int.TryParse(Path.GetFileName(folder).Split('-', '@')[^1].Split('.')[0], CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static async Task RunAsync(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"`{string.Join(' ', command)}` failed:\n{string.Concat(said)}");
        }
    }

    private string[] Command(string program) => Environment.IsPrivilegedProcess
        ? ["setpriv", $"--reuid={OtherUser}", $"--regid={OtherUser}", "--init-groups", Path.Combine(folder, program)]
        : [Path.Combine(folder, program)];
}
