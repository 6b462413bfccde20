namespace WhatsAppSupport.Load.Profiles;

/// <summary>
/// When each message is due: by chance, as people write, and not by when the last one was answered. A program that stands still for a second finds all of that second's messages
/// waiting, and each of them has waited since it was due.
/// </summary>
internal static class Arrivals
{
    /// <returns>From the beginning, growing; as many as chance makes of the stages.</returns>
    public static IEnumerable<TimeSpan> Of(IReadOnlyList<Stage> stages, int seed)
    {
        var random = new Random(seed);
        var began = 0.0;
        foreach (var stage in stages)
        {
            for (var at = Pause(stage, 0, random); at < stage.Seconds; at += Pause(stage, at, random))
            {
                yield return TimeSpan.FromSeconds(began + at);
            }

            began += stage.Seconds;
        }
    }

    /// <summary>As long as it takes until so much has come as chance wants: the area under a rate that changes evenly.</summary>
    private static double Pause(Stage stage, double at, Random random)
    {
        var wanted = -Math.Log(1 - random.NextDouble());
        var growth = (stage.To - stage.From) / stage.Seconds;
        var rate = stage.From + (growth * at);
        if (growth == 0)
        {
            return wanted / rate;
        }

        var root = (rate * rate) + (2 * growth * wanted);
        return root < 0 ? double.PositiveInfinity : (Math.Sqrt(root) - rate) / growth;
    }
}
