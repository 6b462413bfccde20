using System.Diagnostics;

namespace WhatsAppSupport.UnitTests.Msg91;

/// <summary>Waits for a condition, with a deadline.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), "what was waited for did not happen");
            await Task.Delay(5);
        }
    }
}
