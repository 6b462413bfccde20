using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WhatsAppSupport.TestServers;

/// <summary>Prometheus for tests: a server of one's own on a free port of 127.0.0.1, with a configuration that the test writes into its folder.</summary>
public sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly PrivateServer server;

    private PrometheusServer(PrivateServer server, string folder) => (this.server, Folder) = (server, folder);

    /// <summary>Where its configuration, its data and its log are.</summary>
    public string Folder { get; }

    /// <param name="configure">Writes <c>prometheus.yml</c>, and what it names, into a folder, for a port that Prometheus will listen on.</param>
    public static async Task<PrometheusServer> StartNewAsync(Action<string, int> configure)
    {
        var programs = InstalledProgram.FolderOf(["prometheus"], ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"])
            ?? throw new InvalidOperationException("The tests need Prometheus and found none: run ./test.sh, or `apt-get install prometheus`.");
        var folder = new ServerFolder("test-prometheus");
        var server = new PrivateServer(
            folder,
            "KILL",
            port =>
            {
                configure(folder.Path, port);
                return Command(programs, folder.Path, port);
            },
            IsReadyAsync);
        await server.StartAsync();
        return new PrometheusServer(server, folder.Path);
    }

    /// <summary>What <c>/api/v1/…</c> answers under <c>data</c>.</summary>
    public async Task<JsonNode> AskAsync(string path) =>
        (await Http.GetFromJsonAsync<JsonNode>(new Uri(AddressAt(server.Port), $"/api/v1/{path}")))!["data"]!;

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static string[] Command(string programs, string folder, int port) =>
    [
        Path.Combine(programs, "prometheus"),
        $"--config.file={Path.Combine(folder, "prometheus.yml")}",
        $"--storage.tsdb.path={Path.Combine(folder, "data")}",
        $"--web.listen-address=127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}",
        "--log.level=warn",
    ];

    private static Uri AddressAt(int port) => new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");

    private static async Task<bool> IsReadyAsync(int port)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(AddressAt(port), "/-/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
