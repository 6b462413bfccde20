using System.Diagnostics;
using System.Globalization;

namespace WhatsAppSupport.TestServers;

/// <summary>Six private servers that are one cluster: three masters with a third of the slots each, and a replica of each.</summary>
public sealed class RedisCluster : IAsyncDisposable
{
    private const int Nodes = 6;
    private const int Masters = 3;

    /// <summary>After so long without an answer a master is held to be dead, and its replica takes over.</summary>
    private const int NodeTimeoutMilliseconds = 2_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string programs;
    private readonly List<PrivateServer> servers = [];

    private RedisCluster(string programs) => this.programs = programs;

    /// <summary>All six: <c>redis://127.0.0.1:port,127.0.0.1:port,…</c>.</summary>
    public string Url => "redis://" + string.Join(',', servers.Select(AddressOf));

    public static async Task<RedisCluster> StartNewAsync()
    {
        var programs = InstalledProgram.FolderOf(["redis-server", "redis-cli"], ["/usr/local/bin", "/opt/homebrew/bin"])
            ?? throw new InvalidOperationException(
                "The tests need a Redis cluster and found no redis-server with redis-cli: run ./test.sh, or `apt-get install redis-server redis-tools`.");
        var cluster = new RedisCluster(programs);
        try
        {
            await cluster.FormAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary><c>kill -9</c> of a master that serves slots.</summary>
    /// <returns>What <see cref="StartAsync"/> starts again.</returns>
    public async Task<int> KillMasterAsync()
    {
        foreach (var (index, server) in servers.Index())
        {
            if (await IsMasterAsync(server))
            {
                await server.EndAsync("KILL");
                return index;
            }
        }

        throw new InvalidOperationException("No node is a master.");
    }

    /// <summary>The node is back where it was, with its memory of the cluster, and without its keys.</summary>
    public Task StartAsync(int node) => servers[node].StartAsync();

    /// <summary>Every node that runs says that every slot is served, and nobody else is missed.</summary>
    public Task IsWholeAsync(int? without = null) => Eventually.BecomesTrueAsync(
        async () =>
        {
            var masters = 0;
            foreach (var server in servers.Where((_, index) => index != without))
            {
                masters += await IsMasterAsync(server) ? 1 : 0;
                if (!(await AskAsync(server, "cluster", "info")).Contains("cluster_state:ok", StringComparison.Ordinal) || !await IsFollowedOrFollowsAsync(server))
                {
                    return false;
                }
            }

            return masters == Masters;
        },
        Patience,
        "the cluster serves every slot");

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    private async Task FormAsync()
    {
        for (var node = 0; node < Nodes; node++)
        {
            var folder = new ServerFolder("test-redis-cluster");
            var buses = new Dictionary<int, int>();
            var server = new PrivateServer(folder, "KILL", port => Command(folder.Path, port, buses), RedisServer.AnswersAsync);
            servers.Add(server);
            await server.StartAsync();
        }

        await RunAsync(["--cluster", "create", .. servers.Select(AddressOf), "--cluster-replicas", "1", "--cluster-yes"]);
        await IsWholeAsync();
    }

    /// <summary>The bus has a port of its own, because the usual one (ten thousand higher) may be an outgoing connection's.</summary>
    private string[] Command(string folder, int port, Dictionary<int, int> buses)
    {
        var bus = buses.TryGetValue(port, out var known) ? known : buses[port] = FreePort.Next();
        return
        [
            Path.Combine(programs, "redis-server"), "--port", Text(port), "--cluster-port", Text(bus), "--bind", "127.0.0.1", "--dir", folder,
            "--save", "", "--appendonly", "no", "--daemonize", "no", "--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf",
            "--cluster-node-timeout", Text(NodeTimeoutMilliseconds),
        ];
    }

    private async Task<bool> IsFollowedOrFollowsAsync(PrivateServer server)
    {
        var replication = await AskAsync(server, "info", "replication");
        return replication.Contains("role:master", StringComparison.Ordinal) || replication.Contains("master_link_status:up", StringComparison.Ordinal);
    }

    private async Task<bool> IsMasterAsync(PrivateServer server) =>
        (await AskAsync(server, "cluster", "nodes")).Split('\n').Any(IsItselfMasterWithSlots);

    /// <summary><c>id address myself,master - 0 0 1 connected 0-5460</c>.</summary>
    private static bool IsItselfMasterWithSlots(string line) =>
        line.Contains("myself,master", StringComparison.Ordinal) && line.TrimEnd().Split(' ').Length > 8;

    private Task<string> AskAsync(PrivateServer server, params string[] words) => RunAsync(["-p", Text(server.Port), .. words]);

    private async Task<string> RunAsync(IEnumerable<string> words)
    {
        using var client = Process.Start(new ProcessStartInfo(Path.Combine(programs, "redis-cli"), words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = client.StandardError.ReadToEndAsync();
        var answer = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync().WaitAsync(Patience);
        return client.ExitCode == 0 ? answer : throw new InvalidOperationException($"redis-cli failed: {answer} {await errors}");
    }

    private static string AddressOf(PrivateServer server) => $"127.0.0.1:{Text(server.Port)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
