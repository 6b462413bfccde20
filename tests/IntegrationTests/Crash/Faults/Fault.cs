namespace WhatsAppSupport.IntegrationTests.Crash.Faults;

/// <summary>Something breaks, and is mended again before this returns.</summary>
internal delegate Task Fault(Random random);

internal static class Faults
{
    /// <summary>Strikes with one after another, each of them before any of them comes again, until the time is over. The first of them begins.</summary>
    /// <param name="seed">The same order and the same lengths for the same seed.</param>
    public static async Task StrikeAsync(IReadOnlyList<Fault> faults, int seed, TimeSpan shortest, TimeSpan longest, CancellationToken timeIsOver)
    {
        var random = new Random(seed);
        var deck = faults.ToArray();
        for (random.Shuffle(deck.AsSpan(1)); ; random.Shuffle(deck))
        {
            foreach (var fault in deck)
            {
                await random.PauseAsync(shortest, longest, timeIsOver);
                if (timeIsOver.IsCancellationRequested)
                {
                    return;
                }

                await fault(random);
            }
        }
    }
}
