using WhatsAppSupport.Load.Servers;

namespace WhatsAppSupport.Load.ClosedLoop;

/// <summary>
/// What <c>ENCRYPTION_KEYS</c> costs: two programs on databases of their own, the one with keys and the other without, both warm, measured by turns. A machine that becomes slower
/// meanwhile makes both slower.
/// </summary>
internal static class KeyCost
{
    private const string Keys = "load:aW52ZW50ZWQgaW52ZW50ZWQgaW52ZW50ZWQgaW52ZTE=";

    /// <summary>From then on a turn's processor time hardly falls any more.</summary>
    private const int WarmRuns = 6;

    public static async Task MeasureAsync(TimeSpan length, int pairs, int customers)
    {
        await using var sealedRig = await Rig.StartAsync(Dialogue.Flow, Keys);
        await using var clearRig = await Rig.StartAsync(Dialogue.Flow, "off");
        using var withKeys = new Measurement(sealedRig, customers);
        using var without = new Measurement(clearRig, customers);
        foreach (var one in new[] { withKeys, without })
        {
            await one.WarmUpAsync("turns");
            for (var run = 0; run < WarmRuns; run++)
            {
                await one.RunAsync("turns", length);
            }
        }

        var ratios = new List<double>();
        for (var pair = 1; pair <= pairs; pair++)
        {
            var (first, second) = pair % 2 == 1 ? (withKeys, without) : (without, withKeys);
            var (one, other) = (await first.RunAsync("turns", length), await second.RunAsync("turns", length));
            var (keys, none) = pair % 2 == 1 ? (one, other) : (other, one);
            ratios.Add(keys.PerSecond / none.PerSecond);
            Console.WriteLine($"pair {pair}: with keys {keys}; without {none}; {ratios[^1]:0.00}");
        }

        ratios.Sort();
        Console.WriteLine($"keys: median {ratios[ratios.Count / 2]:0.00} of the turns a second without, {pairs} pairs (from {ratios[0]:0.00} to {ratios[^1]:0.00})");
    }
}
