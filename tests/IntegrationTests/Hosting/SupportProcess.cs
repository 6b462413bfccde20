using System.Globalization;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>The program as a process of its own, with the same stand-ins: it can be killed in the middle of whatever it does, and started again.</summary>
public sealed class SupportProcess : IRunningSupport, IAsyncDisposable
{
    private static readonly HttpClient Probe = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly Dictionary<string, string?> environment;
    private readonly DirectoryInfo? folder;
    private readonly ServerFolder own = new("test-support");
    private readonly PrivateServer server;

    private SupportProcess(Dictionary<string, string?> environment, DirectoryInfo? folder, StandIns standIns)
    {
        (this.environment, this.folder, StandIns) = (environment, folder, standIns);
        server = new PrivateServer(own, "KILL", Command, IsReadyAsync);
    }

    public StandIns StandIns { get; }

    public IReadOnlyDictionary<string, string?> Environment => environment;

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public HttpClient Http { get; private set; } = null!;

    /// <summary>Everything that is only its own: what it was given to keep its data in, where it runs and logs to, and what it takes for the place of temporary files.</summary>
    public IReadOnlyList<string> Folders => folder is null ? [own.Path] : [own.Path, folder.FullName];

    /// <summary>All that it has written so far.</summary>
    public string Log => File.Exists(own.Log) ? File.ReadAllText(own.Log) : "";

    public static async Task<SupportProcess> StartAsync(
        Backend backend, IReadOnlyDictionary<string, string>? flows = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var folder = Directory.CreateTempSubdirectory("support-test-");
        var standIns = await StandIns.StartAsync();
        var environment = SupportService.Live(await backend.SettingsAsync(folder.FullName), folder, standIns, flows, settings);
        var process = new SupportProcess(environment, folder, standIns);
        await process.StartAsync();
        return process;
    }

    /// <summary>One of several processes in a world that the test has made, and keeps.</summary>
    public static async Task<SupportProcess> StartAsync(IReadOnlyDictionary<string, string?> environment, StandIns standIns)
    {
        var process = new SupportProcess(new(environment), null, standIns);
        await process.StartAsync();
        return process;
    }

    /// <summary>As a line of its own would.</summary>
    public Task WriteIntoLogAsync(string line) => File.AppendAllTextAsync(own.Log, $"{line}\n");

    /// <summary>For its next start; null: not set.</summary>
    public void Set(string name, string? value) => environment[name] = value;

    /// <summary>Starts it (again) on the same database and port, and waits until it is ready to serve.</summary>
    public async Task StartAsync()
    {
        await server.StartAsync();
        Http?.Dispose();
        Http = new HttpClient { BaseAddress = AddressAt(server.Port) };
    }

    /// <summary><c>kill -9</c>.</summary>
    public Task KillAsync() => server.EndAsync("KILL");

    /// <summary>SIGTERM, as a platform that wants its machine back: it ends what it is at, and is gone when this returns.</summary>
    public Task TerminateAsync() => server.EndAsync("TERM");

    /// <summary>It stands still with all its connections open, as on a machine that swaps or is being moved.</summary>
    public Task FreezeAsync() => server.SignalAsync("STOP");

    public Task ThawAsync() => server.SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await server.DisposeAsync();
        if (folder is not null)
        {
            await StandIns.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    private static Uri AddressAt(int port) => new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");

    private static async Task<bool> IsReadyAsync(int port)
    {
        try
        {
            using var response = await Probe.GetAsync(new Uri(AddressAt(port), "/health/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private string[] Command(int port) =>
    [
        "/usr/bin/env",
        .. environment.Where(variable => variable.Value is not null && variable.Key != "PORT").Select(variable => $"{variable.Key}={variable.Value}"),
        $"PORT={port.ToString(CultureInfo.InvariantCulture)}",
        $"TMPDIR={Directory.CreateDirectory(Path.Combine(own.Path, "tmp")).FullName}",

        // Or the runtime puts a pipe there, which nobody can read to its end.
        "DOTNET_EnableDiagnostics=0",
        $"{ProgramUnderTest.ShortLived.Key}={ProgramUnderTest.ShortLived.Value}",
        System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        ProgramUnderTest.Published,
    ];
}
