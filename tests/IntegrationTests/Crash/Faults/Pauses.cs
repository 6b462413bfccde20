namespace WhatsAppSupport.IntegrationTests.Crash.Faults;

/// <summary>Time that is let pass because it is what happens: somebody thinks, something stays away. Never in place of a condition.</summary>
internal static class Pauses
{
    /// <summary>Ends early, and quietly, when the token says so.</summary>
    public static Task PauseAsync(this Random random, TimeSpan shortest, TimeSpan longest, CancellationToken enough = default) =>
        ForAsync(random.Between(shortest, longest), enough);

    public static Task PauseAsync(this Random random, double shortestSeconds, double longestSeconds, CancellationToken enough = default) =>
        random.PauseAsync(TimeSpan.FromSeconds(shortestSeconds), TimeSpan.FromSeconds(longestSeconds), enough);

    public static async Task ForAsync(TimeSpan length, CancellationToken enough = default) =>
        await Task.Delay(length, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static TimeSpan Between(this Random random, TimeSpan shortest, TimeSpan longest) => shortest + ((longest - shortest) * random.NextDouble());
}
