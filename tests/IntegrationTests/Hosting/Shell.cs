using System.Diagnostics;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>Types a command as somebody would, or as a machine does that builds or watches.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>What it prints; fails with what it complains of.</summary>
    /// <param name="environment">On top of our own.</param>
    public static async Task<string> TypeAsync(string command, string folder, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"set -euo pipefail\n{command}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Debian keeps servers where only root looks.
        start.Environment["PATH"] = $"{start.Environment["PATH"]}:/usr/sbin";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        using var shell = Process.Start(start)!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync().WaitAsync(Patience);
        shell.ExitCode.ShouldBe(0, $"{command}\n{await output}\n{await errors}\n(./test.sh installs what is missing)");
        return await output;
    }
}
