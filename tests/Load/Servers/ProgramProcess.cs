using System.Diagnostics;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.Load.Servers;

/// <summary>One process of the program.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process process;

    private ProgramProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public int Pid => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>Of the processors, since it began.</summary>
    public TimeSpan Time
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <param name="folder">Where it finds its flows, and writes.</param>
    public static async Task<ProgramProcess> StartAsync(string folder, Dictionary<string, string> settings)
    {
        var port = FreePort.Next();
        var start = new ProcessStartInfo("dotnet", [ProgramUnderTest.Published])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["PORT"] = $"{port}";
        var program = new ProgramProcess(Process.Start(start)!, new Uri($"http://127.0.0.1:{port}"));
        try
        {
            await program.BecomesReadyAsync();
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task BecomesReadyAsync()
    {
        process.OutputDataReceived += (_, line) => Tell(line.Data);
        process.ErrorDataReceived += (_, line) => Tell(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = Address };
        await Eventually.BecomesTrueAsync(async () => HasEnded || await IsReadyAsync(http), TimeSpan.FromSeconds(60), "the program is ready");
        if (HasEnded)
        {
            throw new InvalidOperationException("The program does not start: see above.");
        }
    }

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
    private static void Tell(string? line)
    {
        if (line is not null && (line.Contains("\"Warning\"", StringComparison.Ordinal) || line.Contains("\"Error\"", StringComparison.Ordinal) || !line.StartsWith('{')))
        {
            Console.Error.WriteLine(line);
        }
    }
}
