using System.Diagnostics;
using System.Net;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.IntegrationTests.Memory;
using Xunit.Abstractions;

namespace WhatsAppSupport.IntegrationTests.Outages;

/// <summary>PostgreSQL stands still and its connections stay open: what waits for it is told so, and let go.</summary>
[Collection(Alone.Name)]
public sealed class PostgresFrozenTests(ITestOutputHelper output) : PostgresOutage
{
    private const int AtOnce = 200;

    /// <summary>Promised are 2 s; the third is for a machine that others use, too.</summary>
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Of each round's 24 MB of bodies. What piles up is in every round; what pools grow to is in the first ones: the least growth counts.
    /// </summary>
    private const long Bound = 6_000_000;

    public override async Task DisposeAsync()
    {
        await Postgres.ThawAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task What_was_refused_leaves_nothing_behind_and_each_is_refused_in_time()
    {
        await Postgres.FreezeAsync();
        await AreRefusedAsync(2 * AtOnce);

        var growths = new List<long>();
        for (var (round, before) = (0, Heap.Live()); round < 3; round++)
        {
            await AreRefusedAsync(2_000);
            growths.Add(Heap.Live() - before);
            before += growths[^1];
        }

        output.WriteLine(string.Join(", ", growths.Select(each => $"{each:N0}")) + " bytes");
        var growth = growths.Min();
        growth.ShouldBeLessThan(Bound);
        for (var post = 0; post < 5; post++)
        {
            (await PostAsync()).ShouldBeLessThan(Promptly);
        }
    }

    private Task AreRefusedAsync(int count) => Parallel.ForEachAsync(
        Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await PostAsync());

    private async Task<TimeSpan> PostAsync()
    {
        var body = Shape.Msg91.Text(Customers.Next(), new string('x', 12_000), Posting.NewId());
        var started = Stopwatch.GetTimestamp();
        using var response = await Service.PostAsync(body);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        return Stopwatch.GetElapsedTime(started);
    }
}
