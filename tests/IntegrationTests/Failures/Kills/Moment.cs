using System.Collections.Concurrent;

namespace WhatsAppSupport.IntegrationTests.Failures.Kills;

/// <summary>Something that processes do again and again, told to whoever waits for the next time.</summary>
internal sealed class Moment
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentQueue<TaskCompletionSource<string?>> waiting = new();

    /// <summary>Which process did it next; null where nobody did for a while.</summary>
    public async Task<string?> NextAsync()
    {
        var next = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Enqueue(next);
        await Task.WhenAny(next.Task, Task.Delay(Patience));
        next.TrySetResult(null);
        return await next.Task;
    }

    /// <param name="process">Asked for only where somebody waits.</param>
    /// <returns>False: nobody waits for it.</returns>
    public bool Is(Func<string?> process)
    {
        while (waiting.TryDequeue(out var next))
        {
            if (next.TrySetResult(process()))
            {
                return true;
            }
        }

        return false;
    }
}
