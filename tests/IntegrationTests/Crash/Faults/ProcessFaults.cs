namespace WhatsAppSupport.IntegrationTests.Crash.Faults;

/// <summary>What happens to processes. Whoever strikes takes a process for himself meanwhile, so that several may strike at once.</summary>
internal sealed class ProcessFaults(Cluster cluster, Chronicle chronicle)
{
    public const string Kill = "kill -9";
    public const string Freeze = "freeze";
    public const string Terminate = "SIGTERM";

    /// <summary>Longer than the four seconds after which a process that shows no life counts as dead.</summary>
    private static readonly (double Shortest, double Longest) Frozen = (5, 8);

    /// <summary>Long enough for its claims to be given up, and perhaps to be sent by somebody else, before it wakes.</summary>
    private static readonly (double Shortest, double Longest) FrozenLong = (22, 25);

    private readonly List<CrashProcess> free = [.. cluster.Processes];

    public IReadOnlyList<Fault> All =>
    [
        random => StrikeAsync(random, TerminateAsync),
        random => StrikeAsync(random, KillAsync),
        random => StrikeAsync(random, KillAsync),
        random => StrikeAsync(random, (process, _) => KillAsync(process, 0)),
        random => StrikeAsync(random, (process, some) => FreezeAsync(process, some, Frozen)),
    ];

    public IReadOnlyList<Fault> Long =>
    [
        random => StrikeAsync(random, (process, some) => FreezeAsync(process, some, FrozenLong)),
        random => StrikeAsync(random, (process, some) => FreezeAsync(process, some, Frozen)),
        random => StrikeAsync(random, KillAsync),
    ];

    private async Task StrikeAsync(Random random, Func<CrashProcess, Random, Task> fault)
    {
        var process = Take(random);
        await fault(process, random);
        lock (free)
        {
            free.Add(process);
        }
    }

    private CrashProcess Take(Random random)
    {
        lock (free)
        {
            var process = free[random.Next(free.Count)];
            free.Remove(process);
            return process;
        }
    }

    private Task KillAsync(CrashProcess process, Random random) => KillAsync(process, random.NextDouble() * 6);

    private async Task KillAsync(CrashProcess process, double secondsAway)
    {
        var absence = chronicle.Begin(process.Name, Kill);
        await process.Support.KillAsync();
        await Pauses.ForAsync(TimeSpan.FromSeconds(secondsAway));
        await StartAsync(process);
        absence.End();
    }

    private async Task StartAsync(CrashProcess process)
    {
        var began = TimeProvider.System.GetUtcNow();
        await process.Support.StartAsync();
        chronicle.NoteStart(began, TimeProvider.System.GetUtcNow());
    }

    private async Task FreezeAsync(CrashProcess process, Random random, (double Shortest, double Longest) length)
    {
        var absence = chronicle.Begin(process.Name, Freeze);
        await process.Support.FreezeAsync();
        await random.PauseAsync(length.Shortest, length.Longest);
        await process.Support.ThawAsync();
        absence.End();
    }

    /// <summary>Noted under a name of its own: an orderly end excuses nothing.</summary>
    private async Task TerminateAsync(CrashProcess process, Random random)
    {
        var ending = chronicle.Begin($"{process.Name}, on request", Terminate);
        await process.Support.TerminateAsync();
        ending.End();
        await random.PauseAsync(0, 3);
        await StartAsync(process);
    }
}
