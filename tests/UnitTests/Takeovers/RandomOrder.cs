namespace WhatsAppSupport.UnitTests.Takeovers;

/// <summary>
/// One thread on which everything waits in one heap; what goes on next is drawn by lot. The same seed gives the same order again.
/// </summary>
internal sealed class RandomOrder(int seed) : SynchronizationContext
{
    private readonly List<(SendOrPostCallback Callback, object? State)> waiting = [];

    public Random Lot { get; } = new(seed);

    public int Steps { get; private set; }

    public override void Post(SendOrPostCallback d, object? state) => waiting.Add((d, state));

    /// <summary>Runs until nothing waits any more: also what nobody has waited for.</summary>
    public void Run(Func<Task> beginning)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var all = beginning();
            while (waiting.Count > 0)
            {
                var drawn = Lot.Next(waiting.Count);
                var (callback, state) = waiting[drawn];
                waiting[drawn] = waiting[^1];
                waiting.RemoveAt(waiting.Count - 1);
                Steps++;
                callback(state);
            }

            all.IsCompleted.ShouldBeTrue("nobody waits for what never comes");
            all.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>One step: it happens when its turn has come, and its answer arrives later.</summary>
    public static async Task<T> StepAsync<T>(Func<T> step)
    {
        await Task.Yield();
        var answer = step();
        await Task.Yield();
        return answer;
    }

    /// <summary>Lets others go first, up to so many times.</summary>
    public async Task DawdleAsync(int most)
    {
        for (var times = Lot.Next(most + 1); times > 0; times--)
        {
            await Task.Yield();
        }
    }
}
