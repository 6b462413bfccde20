using System.Globalization;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Deployment;

/// <summary>The program of the image as its entry point starts it: as somebody who is not root and owns nothing, with the variables of the image and those it is given, and none of ours.</summary>
internal sealed class ContainedProcess : IRunningSupport, IAsyncDisposable
{
    /// <summary>Of nobody here, as the image's user is nobody on its host.</summary>
    private const string User = "61654";

    private static readonly HttpClient Probe = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly PublishedImage image;
    private readonly ServerFolder own = new("test-contained");
    private readonly PrivateServer server;

    private ContainedProcess(PublishedImage image, IReadOnlyDictionary<string, string?> environment, StandIns standIns)
    {
        (this.image, Environment, StandIns) = (image, environment, standIns);
        server = new PrivateServer(own, "TERM", Command, IsReadyAsync);
    }

    public StandIns StandIns { get; }

    public IReadOnlyDictionary<string, string?> Environment { get; }

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public HttpClient Http { get; private set; } = null!;

    public static async Task<ContainedProcess> StartAsync(PublishedImage image, IReadOnlyDictionary<string, string?> environment, StandIns standIns)
    {
        var process = new ContainedProcess(image, environment, standIns);
        await process.server.StartAsync();
        process.Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{process.server.Port.ToString(CultureInfo.InvariantCulture)}") };
        return process;
    }

    /// <summary>What it prints for another command of the same program, such as the image's health check; fails where that fails.</summary>
    public Task<string> TypeAsync(IEnumerable<string> command) =>
        Shell.TypeAsync(string.Join(' ', Contained(server.Port, command).Select(word => $"'{word}'")), image.ProgramFolder);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await server.EndAsync("TERM");
        await server.DisposeAsync();
    }

    private static async Task<bool> IsReadyAsync(int port)
    {
        try
        {
            using var response = await Probe.GetAsync(new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/health/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private string[] Command(int port) => Contained(port, DockerfileSteps.Command(DockerfileSteps.Said("ENTRYPOINT")));

    private string[] Contained(int port, IEnumerable<string> command) =>
    [
        "/usr/bin/env", "-i", $"--chdir={image.ProgramFolder}",
        $"PATH={System.Environment.GetEnvironmentVariable("PATH")}",
        .. DockerfileSteps.Environment.Concat(Environment.Select(variable => KeyValuePair.Create(variable.Key, variable.Value ?? "")))
            .Where(variable => variable.Key != "PORT").Select(variable => $"{variable.Key}={variable.Value}"),
        $"PORT={port.ToString(CultureInfo.InvariantCulture)}",

        // It has no place for temporary files either.
        $"TMPDIR={image.ProgramFolder}",
        .. System.Environment.IsPrivilegedProcess ? (string[])["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups", "--no-new-privs", "--bounding-set=-all"] : [],
        .. command,
    ];
}
