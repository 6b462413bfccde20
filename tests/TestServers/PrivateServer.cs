namespace WhatsAppSupport.TestServers;

/// <summary>A server that a test started: on its port, in its folder, startable again after its end.</summary>
/// <param name="folder">Its data and its log.</param>
/// <param name="lastSignal">What ends it for good.</param>
/// <param name="command">The command line for a port.</param>
/// <param name="answers">Whether it serves on a port yet.</param>
internal sealed class PrivateServer(
    ServerFolder folder, string lastSignal, Func<int, IReadOnlyList<string>> command, Func<int, Task<bool>> answers) : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(180);

    private ServerProcess? process;

    /// <summary>0 before the first start; the same ever after.</summary>
    public int Port { get; private set; }

    public int Pid => process?.Pid ?? throw new InvalidOperationException("The server was never started.");

    /// <summary>
    /// Starts and waits until it answers. A first start that fails is tried on another port, because somebody may have taken
    /// it meanwhile; a later one on the same port, because a killed server's children may still be leaving.
    /// </summary>
    public async Task StartAsync()
    {
        var isFirst = Port == 0;
        var attempts = isFirst ? 5 : 50;
        for (var attempt = 1; !await TryStartAsync(isFirst ? FreePort.Next() : Port); attempt++)
        {
            if (attempt == attempts)
            {
                throw new InvalidOperationException($"{Path.GetFileName(command(0)[0])} does not start:\n{folder.LastWords}");
            }
        }
    }

    public Task SignalAsync(string signal) => process?.SignalAsync(signal) ?? Task.CompletedTask;

    /// <summary>To the server and to its children.</summary>
    public Task SignalFamilyAsync(string signal) => ServerFamily.SignalAsync(Pid, signal);

    public Task EndAsync(string signal) => process?.EndAsync(signal) ?? Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        process?.Dispose();
        folder.Remove();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> TryStartAsync(int port)
    {
        var started = await ServerProcess.StartAsync(folder.Path, lastSignal, command(port));
        await Eventually.BecomesTrueAsync(
            async () => started.HasExited || await answers(port), StartDeadline, $"the server answers or gives up: {folder.LastWords}");
        if (started.HasExited)
        {
            return false;
        }

        (process, Port) = (started, port);
        return true;
    }
}
