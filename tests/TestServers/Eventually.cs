using System.Diagnostics;

namespace WhatsAppSupport.TestServers;

/// <summary>Waiting in tests: a condition that is looked at again and again until a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    /// <param name="condition">Looked at about every 15 ms; what it throws ends the wait.</param>
    /// <param name="deadline">How long it may take.</param>
    /// <param name="what">What is waited for, as a clause: <c>the reply was sent</c>.</param>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    public static async Task BecomesTrueAsync(Func<Task<bool>> condition, TimeSpan deadline, string what)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Pause);
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) >= deadline)
            {
                throw new TimeoutException($"Not within {deadline.TotalSeconds:0.#} s: {what}.");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    /// <inheritdoc cref="BecomesTrueAsync(Func{Task{bool}}, TimeSpan, string)" />
    public static Task BecomesTrueAsync(Func<bool> condition, TimeSpan deadline, string what) =>
        BecomesTrueAsync(() => Task.FromResult(condition()), deadline, what);
}
