namespace WhatsAppSupport.Load.Measures;

/// <summary>Looks once a second at what processes take: of each group, all its processes together.</summary>
internal sealed class ProcessWatch : IAsyncDisposable
{
    private readonly Dictionary<string, Func<IEnumerable<int>>> groups;
    private readonly Dictionary<string, List<ProcessSample>> samples;
    private readonly Dictionary<int, double> spent = [];
    private readonly CancellationTokenSource over = new();
    private readonly Task watching;

    /// <param name="groups">Their process ids, asked for anew each time.</param>
    public ProcessWatch(Dictionary<string, Func<IEnumerable<int>>> groups)
    {
        this.groups = groups;
        samples = groups.Keys.ToDictionary(name => name, _ => new List<ProcessSample>());
        watching = Task.Run(WatchAsync);
    }

    public IReadOnlyDictionary<string, List<ProcessSample>> Samples => samples;

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await watching;
        over.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(over.Token))
            {
                foreach (var (name, pids) in groups)
                {
                    var all = pids().ToDictionary(pid => pid, ProcessFigures.Of);
                    var before = samples[name].LastOrDefault()?.CpuSeconds ?? 0;
                    samples[name].Add(new ProcessSample(Math.Round(before + all.Sum(one => SpentBy(one.Key, one.Value)), 2), Math.Round(ProcessMemory.Together([.. all.Values.Select(one => one.Memory)]), 1)));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    /// <summary>Since it was last looked at: one that has ended, as PostgreSQL's for a connection do, takes nothing back.</summary>
    private double SpentBy(int pid, ProcessFigure figure)
    {
        var more = Math.Max(0, figure.CpuSeconds - spent.GetValueOrDefault(pid));
        spent[pid] = Math.Max(figure.CpuSeconds, spent.GetValueOrDefault(pid));
        return more;
    }
}

/// <summary>Of a group, in one second.</summary>
/// <param name="CpuSeconds">Since it was first looked at.</param>
/// <param name="Megabytes">Of memory.</param>
internal sealed record ProcessSample(double CpuSeconds, double Megabytes);
