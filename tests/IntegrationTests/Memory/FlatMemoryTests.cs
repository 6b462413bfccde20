using WhatsAppSupport.IntegrationTests.Hosting;
using Xunit.Abstractions;

namespace WhatsAppSupport.IntegrationTests.Memory;

[Collection(Alone.Name)]
public sealed class FlatMemoryTests(ITestOutputHelper output)
{
    /// <summary>Bytes of the live heap for each message: what is here is noise.</summary>
    private const double Bound = 150;

    /// <summary>Until what is made once for a customer (sessions, buckets) is there, and the pools have grown and were tidied up for the first time.</summary>
    private const int WarmingUp = 10;

    private const int Measured = 6;

    [Fact]
    public async Task Eighteen_thousand_messages_leave_the_live_heap_as_it_was_and_a_planted_leak_is_seen()
    {
        var heaps = await MeasuredService.HeapsAsync([.. Enumerable.Repeat(0, WarmingUp + Measured), .. Enumerable.Repeat(200, Measured)]);

        var flat = Growth([.. heaps.Skip(WarmingUp - 1).Take(Measured + 1)]);
        var leaking = Growth([.. heaps.TakeLast(Measured + 1)]);
        output.WriteLine($"{flat:0} bytes a message; with a leak of 200 bytes {leaking:0}");
        flat.ShouldBeLessThan(Bound);
        leaking.ShouldBeGreaterThan(Bound);
    }

    /// <summary>
    /// Bytes by which the live heap grows for each message: the middle one of the slopes between any two rounds. A leak is in all of them; a pool
    /// that grows once, or is tidied up, is not, and the noise of one moment is spread over several rounds.
    /// </summary>
    private double Growth(IReadOnlyList<long> heaps)
    {
        output.WriteLine(string.Join(", ", heaps.Select(heap => $"{(heap - heaps[0]) / Replay.Messages}")));
        var slopes = from later in Enumerable.Range(1, heaps.Count - 1)
                     from earlier in Enumerable.Range(0, later)
                     select (heaps[later] - heaps[earlier]) / (double)((later - earlier) * Replay.Messages);
        return slopes.Order().ElementAt(heaps.Count * (heaps.Count - 1) / 4);
    }
}
