using System.Globalization;
using WhatsAppSupport.IntegrationTests.Crash.Crowd;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Crash;

/// <summary>Three processes of the built program on a PostgreSQL and a Redis of their own, and one MSG91.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private const int Size = 3;

    private readonly List<CrashProcess> processes = [];
    private readonly DirectoryInfo flows = Directory.CreateTempSubdirectory("support-crash-");
    private string database = "";

    public required PostgresServer Postgres { get; init; }

    public required RedisServer Redis { get; init; }

    public required StandIns StandIns { get; init; }

    public Msg91StandIn Provider => StandIns.Msg91;

    public IReadOnlyList<CrashProcess> Processes => processes;

    public Ledger Ledger => new(SettingsOf("ledger"));

    public static async Task<Cluster> StartAsync()
    {
        var cluster = new Cluster
        {
            Postgres = await PostgresServer.StartNewAsync(durable: true),
            Redis = await RedisServer.StartNewAsync(),
            StandIns = await StandIns.StartAsync(),
        };
        await File.WriteAllTextAsync(Path.Combine(cluster.flows.FullName, "crash.yaml"), Script.Flow);
        cluster.database = await cluster.Postgres.CreateDatabaseAsync();

        // At once: they meet an empty database, and each wants to migrate it.
        cluster.processes.AddRange(await Task.WhenAll(Enumerable.Range(1, Size).Select(cluster.StartProcessAsync)));
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            await process.Support.DisposeAsync();
        }

        await StandIns.DisposeAsync();
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
        flows.Delete(recursive: true);
    }

    private async Task<CrashProcess> StartProcessAsync(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"process-{number}");
        var support = await SupportProcess.StartAsync(SettingsOf(name), StandIns);
        return new CrashProcess(name, support, support.Http.BaseAddress!);
    }

    /// <summary>Nothing is paced: the faults are to decide how long it takes, not the limits.</summary>
    private Dictionary<string, string?> SettingsOf(string name)
    {
        var settings = SupportService.LiveSettings.Concat(StandIns.Settings).ToDictionary();
        settings["DATABASE_URL"] = database;
        settings["REDIS_URL"] = Redis.Url;
        settings["FLOWS_PATH"] = flows.FullName;
        settings["MSG91_AUTH_KEY"] = name;
        settings["MSG91_TIMEOUT"] = "2";
        settings["SEND_UNKNOWN_AFTER"] = "3";
        return settings;
    }
}
