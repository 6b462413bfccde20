using System.Diagnostics;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.Load;

/// <summary>The program as its own process, with durable PostgreSQL, Redis and the MSG91 stand-in beside it, all on this machine.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string Secret = "an-invented-signing-secret";
    public const string OurNumber = "919800000001";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("support-load-");
    private PostgresServer postgres = null!;
    private RedisServer redis = null!;
    private Process program = null!;

    public Msg91StandIn Msg91 { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public TimeSpan ProgramTime => program.TotalProcessorTime;

    /// <param name="keys">For <c>ENCRYPTION_KEYS</c>.</param>
    public static async Task<Rig> StartAsync(string keys)
    {
        var rig = new Rig
        {
            postgres = await PostgresServer.StartNewAsync(durable: true),
            redis = await RedisServer.StartNewAsync(),
            Msg91 = await Msg91StandIn.StartAsync(),
        };
        rig.Msg91.Records = false;
        await rig.StartProgramAsync(keys);
        return rig;
    }

    public async ValueTask DisposeAsync()
    {
        program.Kill();
        await program.WaitForExitAsync();
        program.Dispose();
        await Msg91.DisposeAsync();
        await redis.DisposeAsync();
        await postgres.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task StartProgramAsync(string keys)
    {
        var flows = folder.CreateSubdirectory("flows").FullName;
        await File.WriteAllTextAsync(Path.Combine(flows, "menu.yaml"), Dialogue.Flow);
        var port = FreePort.Next();
        Address = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "WhatsAppSupport.Api.dll")])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in await SettingsAsync(port, flows, keys))
        {
            start.Environment[name] = value;
        }

        program = Process.Start(start)!;
        program.OutputDataReceived += (_, line) => Report(line.Data);
        program.ErrorDataReceived += (_, line) => Report(line.Data);
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = Address };
        await Eventually.BecomesTrueAsync(async () => await IsReadyAsync(http), TimeSpan.FromSeconds(60), "the program is ready");
    }

    private async Task<Dictionary<string, string>> SettingsAsync(int port, string flows, string keys) => new()
    {
        ["PORT"] = $"{port}",
        ["DATABASE_URL"] = await postgres.CreateDatabaseAsync(),
        ["REDIS_URL"] = Environment.GetEnvironmentVariable("LOAD_NO_REDIS") is null ? redis.Url : "",
        ["FLOWS_PATH"] = flows,
        ["MSG91_AUTH_KEY"] = "an-invented-auth-key",
        ["MSG91_INTEGRATED_NUMBER"] = OurNumber,
        ["MSG91_BASE_URL"] = Msg91.BaseUrl.ToString(),
        ["MSG91_WEBHOOK_SECRET"] = Secret,
        ["MSG91_MESSAGES_PER_SECOND"] = "0",
        ["MSG91_PAIR_SECONDS"] = "0",
        ["CUSTOMER_MESSAGES_PER_MINUTE"] = "0",
        ["ENCRYPTION_KEYS"] = keys,
    };

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync("/health/ready");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Only what went wrong is worth a line.</summary>
    private static void Report(string? line)
    {
        if (line is not null && (line.Contains("\"Warning\"", StringComparison.Ordinal) || line.Contains("\"Error\"", StringComparison.Ordinal)))
        {
            Console.Error.WriteLine(line);
        }
    }
}
