using System.Diagnostics;
using System.Globalization;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Documentation;

/// <summary>
/// A folder with all that a fresh clone has, built, and the program running in it as the README says to run it. What is typed is typed
/// into a shell there; only the port differs, because 8080 may be taken.
/// </summary>
public sealed class FreshCheckout : IAsyncLifetime, IAsyncDisposable
{
    private static readonly string[] NotInAClone = ["data", ".env", "coverage", ".git"];
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
    private static readonly HttpClient Probe = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly ServerFolder folder = new("test-readme");
    private readonly PrivateServer server;

    public FreshCheckout() => server = new PrivateServer(folder, "TERM", Command, IsReadyAsync);

    /// <summary><c>dotnet run</c> on what the tests' own build has made.</summary>
    public static string Run => $"MSBUILDDISABLENODEREUSE=1 dotnet run --no-build --configuration {Configuration}";

    /// <summary>Where everything is typed.</summary>
    public string Folder => folder.Path;

    public string DataFolder => Path.Combine(folder.Path, "data");

    /// <summary>What the program wrote to its terminal.</summary>
    public string Terminal => File.ReadAllText(folder.Log);

    public Task InitializeAsync()
    {
        // Real folders down to the project: "../.." of a linked one would lead out of here.
        Link("", except: [.. NotInAClone, "src"]);
        Link("src", except: ["Api"]);
        Link("src/Api", except: []);
        return server.StartAsync();
    }

    /// <summary>Stops the program and starts it again, on the same port.</summary>
    public async Task RestartAsync()
    {
        await server.EndAsync("TERM");
        await server.StartAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await server.EndAsync("TERM");
        await server.DisposeAsync();
    }

    /// <summary>What the shell prints; fails with what it complains of.</summary>
    public async Task<string> TypeAsync(string command)
    {
        var typed = command.Replace(":8080", $":{server.Port.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-c", typed])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var shell = Process.Start(start)!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        shell.ExitCode.ShouldBe(0, $"{command}\n{await errors}(curl is needed: ./test.sh installs it)");
        return await output;
    }

    private void Link(string path, string[] except)
    {
        var here = Directory.CreateDirectory(Path.Combine(folder.Path, path)).FullName;
        foreach (var entry in new DirectoryInfo(Path.Combine(Readme.Root, path)).EnumerateFileSystemInfos().Where(entry => !except.Contains(entry.Name)))
        {
            File.CreateSymbolicLink(Path.Combine(here, entry.Name), entry.FullName);
        }
    }

    /// <summary>The README's command on what the tests' own build has made, with nothing configured.</summary>
    private static string[] Command(int port) =>
    [
        "/usr/bin/env", "-i",
        .. new[] { "PATH", "HOME", "DOTNET_ROOT", "DOTNET_HOST_PATH" }
            .Where(name => Environment.GetEnvironmentVariable(name) is not null)
            .Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}"),
        $"PORT={port.ToString(CultureInfo.InvariantCulture)}",
        "MSBUILDDISABLENODEREUSE=1",
        "bash", "-c", $"exec {RunCommand} --no-build --configuration {Configuration}",
    ];

    private static string RunCommand => Readme.Commands.First(command => command.StartsWith("dotnet run", StringComparison.Ordinal)).Split('#')[0].Trim();

    private static async Task<bool> IsReadyAsync(int port)
    {
        try
        {
            using var response = await Probe.GetAsync(new Uri($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}/health/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
