using WhatsAppSupport.Application.Flows;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Infrastructure.FlowFiles;

namespace WhatsAppSupport.UnitTests.Flows.Fuzzing;

/// <summary>What the worst that fits into a file may take.</summary>
internal static class Bounds
{
    /// <summary>Of the processor's time, at full speed; what grows without bounds takes minutes, or for ever.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>On a small stack, too.</summary>
    public static void Hold(int mebibytes, Action work)
    {
        var before = Yardstick.Time();
        var cost = Cost.OnSmallStack(work);

        Yardstick.AtFullSpeed(before, cost.Time).ShouldBeLessThan(Longest);
        cost.Bytes.ShouldBeLessThan(mebibytes * 1024L * 1024L);
    }

    /// <summary>Reads it as it is published.</summary>
    public static FlowFileSet Read(string file, int mebibytes)
    {
        FlowFileSet? read = null;
        Hold(mebibytes, () => read = FlowFileReader.ReadTexts([new FlowText("a.yaml", file)]));
        return read!;
    }

    /// <summary>The only finding.</summary>
    public static FlowFileError Refused(string file, int mebibytes) => Read(file, mebibytes).Errors.ShouldHaveSingleItem();

    /// <summary>The flow begins, with nothing known.</summary>
    public static FlowOutcome Begun(string file, int mebibytes)
    {
        var talk = new Talk(new FlowEngine(Read(file, 512).ToFlows())) { Counts = true };
        Hold(mebibytes, () => talk.Writes("go"));
        return talk.Last;
    }

    public static string Flow(string steps) => $"flow_id: a\ntriggers: [ {{ type: exact_match, value: go }} ]\nsteps:\n{steps}";

    /// <summary>One after another, each with its number.</summary>
    public static string Repeated(int times, Func<int, string> one) => string.Concat(Enumerable.Range(0, times).Select(one));

    public static string Repeated(int times, string one) => string.Concat(Enumerable.Repeat(one, times));
}
