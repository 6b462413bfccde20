using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace WhatsAppSupport.TestServers;

/// <summary>
/// Redis for tests: a private server on a free port of 127.0.0.1 that keeps nothing on disk, or the one of TEST_REDIS_URL.
/// A test that stops or kills a server starts its own.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly Lazy<Task<RedisServer>> Shared = new(StartSharedAsync);

    private readonly PrivateServer? server;

    private RedisServer(string url, PrivateServer? server) => (Url, this.server) = (url, server);

    /// <summary>Its process, whose children do the work with it.</summary>
    public int Pid => Own.Pid;

    /// <summary><c>redis://127.0.0.1:port/0</c>.</summary>
    public string Url { get; }

    /// <summary>The one server of this test process, started by who asks first.</summary>
    /// <exception cref="InvalidOperationException">There is none and none can be started: says what to install.</exception>
    public static Task<RedisServer> SharedAsync() => Shared.Value;

    /// <summary>A server of one's own, which may be stopped, killed and started again.</summary>
    public static async Task<RedisServer> StartNewAsync()
    {
        var programs = InstalledProgram.FolderOf(["redis-server"], ["/usr/local/bin", "/opt/homebrew/bin"])
            ?? throw new InvalidOperationException(
                "The tests need Redis and found no redis-server: run ./test.sh, or `apt-get install postgresql redis-server`, " +
                "or set TEST_REDIS_URL (redis://host:6379/0).");
        var folder = new ServerFolder("test-redis");
        var server = new PrivateServer(folder, "KILL", port => Command(programs, folder.Path, port), AnswersAsync);
        await server.StartAsync();
        return new RedisServer(UrlAt(server.Port), server);
    }

    /// <summary>Forgets all keys.</summary>
    public async Task FlushAsync()
    {
        var redis = await ConnectAsync();
        await redis.GetDatabase().ExecuteAsync("FLUSHDB");

        // Disposing waits a second for commands that are not there.
        await redis.CloseAsync(allowCommandsToComplete: false);
    }

    public async Task<long> CountKeysAsync()
    {
        var redis = await ConnectAsync();
        var count = (long)await redis.GetDatabase().ExecuteAsync("DBSIZE");
        await redis.CloseAsync(allowCommandsToComplete: false);
        return count;
    }

    /// <summary>Every key, and what stands under it: a text, or every name and value of a hash.</summary>
    public async Task<IReadOnlyList<byte[]>> ReadAllAsync()
    {
        var redis = await ConnectAsync();
        var database = redis.GetDatabase();
        var all = new List<byte[]>();
        foreach (var key in (RedisKey[])(await database.ExecuteAsync("KEYS", "*"))!)
        {
            all.Add((byte[])key!);
            switch (await database.KeyTypeAsync(key))
            {
                case RedisType.Hash:
                    all.AddRange((await database.HashGetAllAsync(key)).SelectMany(entry => new[] { (byte[])entry.Name!, (byte[])entry.Value! }));
                    break;
                case RedisType.String:
                    all.Add((byte[]?)await database.StringGetAsync(key) ?? []);
                    break;
                case RedisType.None:
                    break;
                case var other:
                    throw new InvalidOperationException($"What Redis keeps as {other} is not looked through.");
            }
        }

        await redis.CloseAsync(allowCommandsToComplete: false);
        return all;
    }

    /// <summary>A connection of the test's own, to look at what is stored.</summary>
    public Task<ConnectionMultiplexer> ConnectAsync() => ConnectAsync(Url);

    public Task StopAsync() => Own.EndAsync("TERM");

    /// <summary><c>kill -9</c>.</summary>
    public Task KillAsync() => Own.EndAsync("KILL");

    /// <summary>The server stands still and its connections stay open, as on a machine that hangs.</summary>
    public Task FreezeAsync() => Own.SignalAsync("STOP");

    public Task ThawAsync() => Own.SignalAsync("CONT");

    /// <summary>Starts it again on the same port, empty, and waits until it answers.</summary>
    public Task StartAsync() => Own.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    private PrivateServer Own => server ?? throw new InvalidOperationException("The server of TEST_REDIS_URL is not ours to stop.");

    private static async Task<RedisServer> StartSharedAsync() =>
        Environment.GetEnvironmentVariable("TEST_REDIS_URL") is { Length: > 0 } url ? new RedisServer(url, null) : await StartNewAsync();

    private static string UrlAt(int port) => $"redis://127.0.0.1:{port}/0";

    private static string[] Command(string programs, string folder, int port) =>
    [
        Path.Combine(programs, "redis-server"), "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1",
        "--dir", folder, "--save", "", "--appendonly", "no", "--daemonize", "no",
    ];

    // Not through the client: it takes its whole time-out to find that nobody listens.
    internal static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(IPAddress.Loopback, port);
            await connection.GetStream().WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[5];
            await connection.GetStream().ReadExactlyAsync(answer);
            return answer.AsSpan().SequenceEqual("+PONG"u8);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }

    private static Task<ConnectionMultiplexer> ConnectAsync(string url)
    {
        var uri = new Uri(url);
        return ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions
        {
            EndPoints = { { uri.Host, uri.Port > 0 ? uri.Port : 6379 } },
            Ssl = uri.Scheme == "rediss",
            Password = uri.UserInfo.Contains(':', StringComparison.Ordinal) ? Uri.UnescapeDataString(uri.UserInfo.Split(':', 2)[1]) : null,
            DefaultDatabase = int.TryParse(uri.AbsolutePath.Trim('/'), CultureInfo.InvariantCulture, out var database) ? database : 0,
            AllowAdmin = true,
            ConnectTimeout = 10_000,

            ConnectRetry = 1,
        });
    }
}
