using System.Diagnostics;
using System.Globalization;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Keys;

/// <summary>Where somebody types a command of the program, with the settings of the program beside which it runs.</summary>
internal sealed class Terminal(IReadOnlyDictionary<string, string?> settings) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("support-terminal-");

    /// <summary>The same with another value of <c>ENCRYPTION_KEYS</c>.</summary>
    public Terminal With(string? keys) => With("ENCRYPTION_KEYS", keys);

    public Terminal With(string name, string? value) => new(new Dictionary<string, string?>(settings) { [name] = value });

    /// <summary>Types it, and waits for its end.</summary>
    public async Task<Printed> TypeAsync(params string[] words)
    {
        using var running = Begin(words);
        return await running.EndAsync();
    }

    /// <summary>Types it.</summary>
    public Running Begin(params string[] words)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [ProgramUnderTest.Built, .. words])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[ProgramUnderTest.ShortLived.Key] = ProgramUnderTest.ShortLived.Value;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new Running(Process.Start(start)!);
    }

    public void Dispose() => folder.Delete(recursive: true);
}

/// <summary>A command that has not ended yet.</summary>
internal sealed class Running(Process process) : IDisposable
{
    /// <summary>Also for a program that should have refused to start, and serves.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Task<string> output = process.StandardOutput.ReadToEndAsync();
    private readonly Task<string> errors = process.StandardError.ReadToEndAsync();

    public bool HasEnded => process.HasExited;

    /// <summary>Sends a signal, such as <c>TERM</c>, and waits until it is gone.</summary>
    public async Task StopAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await EndAsync();
    }

    public async Task<Printed> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new Printed(process.ExitCode, Lines(await output), Lines(await errors));
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <param name="Exit">0: it went well.</param>
internal sealed record Printed(int Exit, IReadOnlyList<string> Output, IReadOnlyList<string> Errors);
