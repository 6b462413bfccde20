using System.Text.Json;

namespace WhatsAppSupport.UnitTests.Flows.Fuzzing;

/// <summary>A piece of the runtime's own work, by which the time of other work is measured: machines differ, and one that is shared slows down to a third within a second.</summary>
internal static class Yardstick
{
    private const int Readings = 200;
    private const int Rows = 7;

    /// <summary>Of one reading, on the machine of <see cref="AtFullSpeed"/>.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromMicroseconds(12);

    private static readonly string Text = $"[{string.Join(',', Enumerable.Range(0, 150).Select(number => $"{{\"number\":{number},\"text\":\"some words\"}}"))}]";

    /// <summary>Of one reading, now.</summary>
    public static TimeSpan Time()
    {
        Row();
        return Enumerable.Range(0, Rows).Min(_ => Cost.Of(Row).Time) / Readings;
    }

    /// <summary>What the work took, as a machine at its full speed would have taken for it: the slower of before and after counts.</summary>
    public static TimeSpan AtFullSpeed(TimeSpan before, TimeSpan work) => work * (Usual / SlowerOf(before));

    /// <summary>Of one reading before and one now.</summary>
    public static TimeSpan SlowerOf(TimeSpan before)
    {
        var now = Time();
        return before > now ? before : now;
    }

    private static void Row()
    {
        for (var reading = 0; reading < Readings; reading++)
        {
            using var json = JsonDocument.Parse(Text);
        }
    }
}
