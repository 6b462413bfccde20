using Npgsql;
using WhatsAppSupport.Load.Measures;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.Load.Servers;

/// <summary>The program as processes of their own, with durable PostgreSQL, Redis and the MSG91 stand-in beside it, all on this machine.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string Secret = "an-invented-signing-secret";
    public const string OurNumber = "919800000001";

    /// <summary>PostgreSQL's settings in compose.yaml, as far as they change how fast it is.</summary>
    internal static readonly IReadOnlyDictionary<string, string> AsShipped = new Dictionary<string, string> { ["max_wal_size"] = "2GB", ["min_wal_size"] = "1GB" };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("support-load-");
    private readonly List<ProgramProcess> programs = [];
    private PostgresServer postgres = null!;
    private RedisServer redis = null!;
    private string database = "";

    public Msg91StandIn Msg91 { get; private set; } = null!;

    /// <summary>Of each process.</summary>
    public IReadOnlyList<Uri> Addresses => [.. programs.Select(program => program.Address)];

    /// <summary>Of all processes of the program, since they began.</summary>
    public TimeSpan ProgramTime => programs.Select(program => program.Time).Aggregate((one, other) => one + other);

    /// <summary>One of the processes is not there any more.</summary>
    public bool HasLostProgram => programs.Exists(program => program.HasEnded);

    /// <param name="flow">The only one.</param>
    /// <param name="keys">For <c>ENCRYPTION_KEYS</c>.</param>
    public static async Task<Rig> StartAsync(string flow, string keys, int processes = 1)
    {
        var rig = new Rig
        {
            postgres = await PostgresServer.StartNewAsync(durable: true, also: new Dictionary<string, string>(AsShipped) { ["shared_preload_libraries"] = "pg_stat_statements" }),
            redis = await RedisServer.StartNewAsync(),
            Msg91 = await Msg91StandIn.StartAsync(),
        };
        rig.Msg91.Records = false;
        rig.database = await rig.postgres.CreateDatabaseAsync();
        await File.WriteAllTextAsync(Path.Combine(rig.folder.CreateSubdirectory("flows").FullName, "load.yaml"), flow);
        while (rig.programs.Count < processes)
        {
            rig.programs.Add(await ProgramProcess.StartAsync(rig.folder.FullName, rig.Settings(keys)));
        }

        return rig;
    }

    /// <summary>Of the program's database.</summary>
    public string ConnectionString => PostgresServerUrl.ConnectionString(database);

    /// <summary>Which processes belong to what, by name.</summary>
    public Dictionary<string, Func<IEnumerable<int>>> Groups()
    {
        var groups = programs.Select((program, index) => ($"program {index + 1}", (Func<IEnumerable<int>>)(() => [program.Pid]))).ToDictionary();
        groups["PostgreSQL"] = () => ProcessFigures.Family(postgres.Pid);
        groups["Redis"] = () => [redis.Pid];
        groups["customers and MSG91"] = () => [Environment.ProcessId];
        return groups;
    }

    public async Task<long> CountAsync(string rows)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {rows}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in programs)
        {
            await program.DisposeAsync();
        }

        await Msg91.DisposeAsync();
        await redis.DisposeAsync();
        await postgres.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private Dictionary<string, string> Settings(string keys) => new()
    {
        ["DATABASE_URL"] = database,
        ["REDIS_URL"] = Environment.GetEnvironmentVariable("LOAD_NO_REDIS") is null ? redis.Url : "",
        ["FLOWS_PATH"] = "flows",
        ["MSG91_AUTH_KEY"] = "an-invented-auth-key",
        ["MSG91_INTEGRATED_NUMBER"] = OurNumber,
        ["MSG91_BASE_URL"] = Msg91.BaseUrl.ToString(),
        ["MSG91_WEBHOOK_SECRET"] = Secret,
        ["MSG91_MESSAGES_PER_SECOND"] = "0",
        ["MSG91_PAIR_SECONDS"] = "0",
        ["CUSTOMER_MESSAGES_PER_MINUTE"] = "0",
        ["ENCRYPTION_KEYS"] = keys,
    };
}
