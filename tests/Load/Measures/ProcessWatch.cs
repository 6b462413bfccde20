namespace WhatsAppSupport.Load.Measures;

/// <summary>Looks once a second at what processes take: of each group, all its processes together.</summary>
internal sealed class ProcessWatch : IAsyncDisposable
{
    private readonly Dictionary<string, Func<IEnumerable<int>>> groups;
    private readonly Dictionary<string, List<ProcessSample>> samples;
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
                    var all = pids().Select(ProcessFigures.Of).ToList();
                    samples[name].Add(new ProcessSample(Math.Round(all.Sum(one => one.CpuSeconds), 2), Math.Round(all.Sum(one => one.Megabytes), 1)));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
