using Npgsql;

namespace WhatsAppSupport.TestServers;

/// <summary>
/// PostgreSQL for tests: a private server on a free port of 127.0.0.1, or the one of TEST_DATABASE_URL. A test shares the
/// server of its process and takes a database of its own; a test that stops or kills a server starts its own.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartSharedAsync);

    private readonly PrivateServer? server;
    private readonly string url;

    private PostgresServer(string url, PrivateServer? server, string? folder = null) => (this.url, this.server, Folder) = (url, server, folder);

    /// <summary>Its process, whose children do the work with it.</summary>
    public int Pid => Own.Pid;

    /// <summary>Where its data and its log lie; null for the one of TEST_DATABASE_URL.</summary>
    public string? Folder { get; }

    /// <summary>The one server of this test process, started by who asks first.</summary>
    /// <exception cref="InvalidOperationException">There is none and none can be started: says what to install.</exception>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>A server of one's own, which may be stopped, killed and started again.</summary>
    /// <param name="durable">True: with fsync, for measurements and crash tests. False: quicker, and still survives a kill.</param>
    /// <param name="place">Where its data lies, such as a small disk; null = the usual place for temporary files.</param>
    /// <param name="also">Settings of the server on top of the usual ones.</param>
    public static async Task<PostgresServer> StartNewAsync(bool durable = false, string? place = null, IReadOnlyDictionary<string, string>? also = null)
    {
        var programs = PostgresServerPrograms.Find();
        var folder = new ServerFolder("test-postgres", place);
        var data = Path.Combine(folder.Path, "data");
        await programs.InitializeAsync(folder.Path, data);
        var server = new PrivateServer(folder, "QUIT", port => programs.ServerCommand(data, port, durable, also ?? new Dictionary<string, string>()), AnswersAsync);
        await server.StartAsync();
        return new PostgresServer(UrlAt(server.Port), server, folder.Path);
    }

    /// <summary>A fresh, empty database; the answer is its URL: <c>postgres://user@127.0.0.1:port/name</c>.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.CreateVersion7():N}";
        await ExecuteAsync(url, $"CREATE DATABASE {name}");
        return PostgresServerUrl.WithDatabase(url, name);
    }

    /// <summary>A fresh database with all that is in that one, to which nobody may be connected.</summary>
    public async Task<string> CopyDatabaseAsync(string templateUrl)
    {
        var name = $"test_{Guid.CreateVersion7():N}";
        await ExecuteAsync(url, $"CREATE DATABASE {name} TEMPLATE {NameIn(templateUrl)}");
        return PostgresServerUrl.WithDatabase(url, name);
    }

    /// <summary>For the databases of a server that outlives the tests, and for a test that must see its database vanish.</summary>
    public Task DropDatabaseAsync(string databaseUrl) =>
        ExecuteAsync(url, $"DROP DATABASE IF EXISTS {NameIn(databaseUrl)} WITH (FORCE)");

    /// <summary>All that is in a database, as <c>pg_dump</c> writes it.</summary>
    public static Task<byte[]> DumpAsync(string databaseUrl) => PostgresServerPrograms.DumpAsync(databaseUrl);

    /// <summary>An orderly, fast shutdown: connections are cut, what was committed is written.</summary>
    public Task StopAsync() => Own.EndAsync("INT");

    /// <summary>A shutdown that finishes nothing: the next start recovers from the log.</summary>
    public Task StopImmediatelyAsync() => Own.EndAsync("QUIT");

    /// <summary><c>kill -9</c>: the next start recovers from the log.</summary>
    public Task KillAsync() => Own.EndAsync("KILL");

    /// <summary>
    /// Every process of the cluster stands still and all connections stay open, as on a machine that hangs: the kernel goes on taking
    /// connections and bytes, and nobody answers.
    /// </summary>
    public Task FreezeAsync() => Own.SignalFamilyAsync("STOP");

    public Task ThawAsync() => Own.SignalFamilyAsync("CONT");

    /// <summary><c>kill -9</c> of every process, also of frozen ones, as when the machine is taken away.</summary>
    public async Task KillFamilyAsync()
    {
        await Own.SignalFamilyAsync("KILL");
        await Own.EndAsync("KILL");
    }

    /// <summary>Starts it again on the same port, and waits until it answers.</summary>
    public Task StartAsync() => Own.StartAsync();

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    private PrivateServer Own => server ?? throw new InvalidOperationException("The server of TEST_DATABASE_URL is not ours to stop.");

    private static async Task<PostgresServer> StartSharedAsync() =>
        Environment.GetEnvironmentVariable("TEST_DATABASE_URL") is { Length: > 0 } url ? new PostgresServer(url, null) : await StartNewAsync();

    private static string UrlAt(int port) => $"postgres://postgres@127.0.0.1:{port}/postgres";

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            await ExecuteAsync(UrlAt(port), "SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>As its administrator, in no test's database.</summary>
    public Task ExecuteAsync(string sql) => ExecuteAsync(url, sql);

    private static string NameIn(string databaseUrl) => new Uri(databaseUrl).AbsolutePath.TrimStart('/');

    private static async Task ExecuteAsync(string url, string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServerUrl.ConnectionString(url));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
