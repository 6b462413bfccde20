using WhatsAppSupport.IntegrationTests.Contract;
using WhatsAppSupport.IntegrationTests.Hosting;
using Xunit.Abstractions;

namespace WhatsAppSupport.IntegrationTests.Memory;

/// <summary>The heap of the whole process is measured.</summary>
[Collection(Alone.Name)]
public sealed class FlatMemoryTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>Bytes of the live heap for each message: what is here is noise.</summary>
    private const double Bound = 150;

    private readonly CountingGateway gateway = new();
    private readonly MovableClock clock = new();
    private SupportService service = null!;
    private Replay replay = null!;

    public async Task InitializeAsync()
    {
        service = await SupportService.StartAsync(
            Backend.Production,
            Flows.All,
            new Dictionary<string, string?>
            {
                ["OPENROUTER_API_KEY"] = null,
                ["MSG91_MESSAGES_PER_SECOND"] = "10000",
                ["MSG91_PAIR_SECONDS"] = "1",
                ["MSG91_PAIR_BURST"] = "10000",
                ["CUSTOMER_MESSAGES_PER_MINUTE"] = "10000",
            },
            builder =>
            {
                clock.Use(builder);
                gateway.Use(builder);
            });
        replay = new Replay(service, gateway, clock);
    }

    public async Task DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task Twelve_thousand_messages_leave_the_live_heap_as_it_was_and_a_planted_leak_is_seen()
    {
        // What is made once for a customer (sessions, buckets) and what pools grow to.
        await replay.PlayAsync();
        await replay.PlayAsync();

        var flat = await GrowthAsync(rounds: 4);
        gateway.LeakBytes = 200;
        var leaking = await GrowthAsync(rounds: 4);

        output.WriteLine($"{flat:0} bytes a message; with a leak of 200 bytes {leaking:0}");
        flat.ShouldBeLessThan(Bound);
        leaking.ShouldBeGreaterThan(Bound);
    }

    /// <summary>
    /// Bytes by which the live heap grows for each message: the middle one of the slopes between any two rounds. A leak is in all of them; a pool
    /// that grows once, or is tidied up, is not, and the noise of one moment is spread over several rounds.
    /// </summary>
    private async Task<double> GrowthAsync(int rounds)
    {
        var heaps = new List<long> { Heap.Live() };
        while (heaps.Count <= rounds)
        {
            await replay.PlayAsync();
            heaps.Add(Heap.Live());
        }

        output.WriteLine(string.Join(", ", heaps.Select(heap => $"{(heap - heaps[0]) / Replay.Messages}")));
        var slopes = from later in Enumerable.Range(1, rounds)
                     from earlier in Enumerable.Range(0, later)
                     select (heaps[later] - heaps[earlier]) / (double)((later - earlier) * Replay.Messages);
        return slopes.Order().ElementAt(rounds * (rounds + 1) / 4);
    }
}
