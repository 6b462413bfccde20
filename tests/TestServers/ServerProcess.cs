using System.Diagnostics;
using System.Globalization;

namespace WhatsAppSupport.TestServers;

/// <summary>
/// A server that lives at most as long as this process. Between the two stands a small shell: a line on its input is a
/// signal for the server; the end of its input (we closed it, or were killed) ends the server and removes its folder.
/// (The kernel's parent-death signal will not do: it goes by thread, and the pool's threads come and go.)
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    private const string Guardian =
        """
        last=$1 folder=$2
        shift 2
        exec 2>>"$folder/server.log" 3<&0
        trap '' INT
        "$@" </dev/null >>"$folder/server.log" 3<&- &
        server=$!
        echo "$server"
        exec >&-
        (
          while read -r signal; do kill -s "$signal" "$server"; done
          # The folder may be gone already, and ":" would end us then.
          true >"$folder/over"
          kill -s "$last" "$server"
          kill -s CONT "$server"
        ) <&3 &
        reader=$!
        exec 3<&-
        wait "$server"
        if [ -e "$folder/over" ]; then rm -rf "$folder"; else kill -s KILL "$reader"; fi
        """;

    private readonly Process guardian;

    private ServerProcess(Process guardian, int pid) => (this.guardian, Pid) = (guardian, pid);

    /// <summary>The server's own process id.</summary>
    public int Pid { get; }

    public bool HasExited => guardian.HasExited;

    /// <param name="folder">Gets <c>server.log</c>; removed when the server is ended by <see cref="Dispose"/> or by our own death.</param>
    /// <param name="lastSignal">What ends the server for good.</param>
    /// <param name="command">The program and its arguments.</param>
    public static async Task<ServerProcess> StartAsync(string folder, string lastSignal, IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Guardian, "guardian", lastSignal, folder, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        var guardian = Process.Start(start) ?? throw new InvalidOperationException("/bin/sh did not start.");
        var pid = await guardian.StandardOutput.ReadLineAsync();
        return new ServerProcess(guardian, int.Parse(pid ?? "0", CultureInfo.InvariantCulture));
    }

    public async Task SignalAsync(string signal)
    {
        await guardian.StandardInput.WriteLineAsync(signal);
        await guardian.StandardInput.FlushAsync();
    }

    /// <summary>Sends a signal and waits until the server is gone.</summary>
    public async Task EndAsync(string signal)
    {
        if (!guardian.HasExited)
        {
            await SignalAsync(signal);
            await guardian.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public void Dispose()
    {
        guardian.StandardInput.Close();
        guardian.WaitForExit(TimeSpan.FromSeconds(10));
        guardian.Dispose();
    }
}
