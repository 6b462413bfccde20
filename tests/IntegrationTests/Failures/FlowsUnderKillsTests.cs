using System.Diagnostics;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.IntegrationTests.Crash;
using WhatsAppSupport.IntegrationTests.Crash.Crowd;
using WhatsAppSupport.IntegrationTests.Crash.Faults;
using WhatsAppSupport.IntegrationTests.Failures.Kills;
using WhatsAppSupport.IntegrationTests.Hosting;
using Xunit.Abstractions;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>Timers, API answers and publishes across three processes that are killed again and again: each comes once. CRASH_SEED gives the same plan again, though never the same moments.</summary>
[Collection(Alone.Name)]
public sealed class FlowsUnderKillsTests(ITestOutputHelper output)
{
    private const int Customers = 60;
    private const int MostShown = 20;

    /// <summary>So often at least each of both strikes.</summary>
    private const int LeastStrikes = 3;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(30);

    /// <summary>An errand is free 15 s after its process died, what was perhaps sent is settled 20 s after; and that may happen to one customer more than once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    [Fact]
    public async Task Each_timer_answer_and_publish_comes_once_whoever_is_killed()
    {
        var (seed, started) = (CrashSettings.Read().Seed, Stopwatch.GetTimestamp());
        var random = new Random(seed);
        await using var three = await Three.StartAsync(random.Next());
        using var postman = new Postman(three.Processes);
        var shoppers = Hosting.Customers.Next(Customers)
            .Select((phone, index) => new Shopper(phone, index % 3 == 0 ? ShopFlows.Talking : ShopFlows.Quiet, postman, random.Next())).ToList();
        three.TellsAll(shoppers);
        var publisher = new Publisher(three, await three.First.ComesAsync("Meera", Role.Supervisor), random.Next());
        var chronicle = new Chronicle();

        using var over = new CancellationTokenSource();
        var shopping = Task.WhenAll(shoppers.Select(shopper => shopper.ShopAsync(over.Token)));
        var publishing = publisher.PublishAsync(over.Token);
        await StrikeAsync(three, chronicle, random);
        await over.CancelAsync();
        await publishing;
        var isOver = await Task.WhenAny(shopping, Task.Delay(Patience)) == shopping;
        await (isOver ? three.First.DrainAsync(Patience) : Task.CompletedTask);

        var violations = await Verdict.FindAsync(three, shoppers, publisher.Version);
        string[] told = [.. Told(three, shoppers, publisher, chronicle), $"took {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"];
        output.WriteLine(string.Join('\n', told));
        if (violations.Count > 0 || !isOver)
        {
            Assert.Fail($"CRASH_SEED={seed}{(isOver ? "" : ", and not all came to their end")}\n{string.Join('\n', violations.Take(MostShown).Concat(told))}\n{CrashLogs.Keep(three.Processes, chronicle)}");
        }

        chronicle.Absences.Count().ShouldBeGreaterThanOrEqualTo(LeastStrikes, "they are killed");
        three.Shop.Orders.ShouldContain(order => order.Askers.Distinct().Count() > 1, "one process goes on with what another was at");
        publisher.Version.ShouldBeGreaterThanOrEqualTo(3);
    }

    /// <summary>Two at once: one on the way of what is asked and sent, one at the database.</summary>
    private static async Task StrikeAsync(Three three, Chronicle chronicle, Random random)
    {
        using var time = new CancellationTokenSource(Time);
        var strikes = new Strikes(three, chronicle);
        await Task.WhenAll(StrikeAsync(strikes.OnTheWay, random.Next(), time.Token), StrikeAsync(strikes.AtTheDatabase, random.Next(), time.Token));
    }

    /// <summary>Until the time is over, and enough was struck: on a busy machine that takes longer.</summary>
    private static async Task StrikeAsync(IReadOnlyList<Fault> faults, int seed, CancellationToken timeIsOver)
    {
        using var enough = new CancellationTokenSource();
        var (struck, gate) = (0, new Lock());
        await using var ending = timeIsOver.Register(Look);
        await Faults.StrikeAsync([.. faults.Select(Counted)], seed, TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(1.5), enough.Token);

        Fault Counted(Fault fault) => async random =>
        {
            await fault(random);
            Interlocked.Increment(ref struck);
            Look();
        };

        void Look()
        {
            lock (gate)
            {
                if (timeIsOver.IsCancellationRequested && Volatile.Read(ref struck) >= LeastStrikes)
                {
                    enough.Cancel();
                }
            }
        }
    }

    private static IEnumerable<string> Told(Three three, List<Shopper> shoppers, Publisher publisher, Chronicle chronicle)
    {
        var orders = three.Shop.Orders;
        yield return $"{shoppers.Count} customers, {shoppers.Sum(shopper => shopper.Rounds)} rounds, {shoppers.Sum(shopper => shopper.Rounds * ShopFlows.TimersOf(shopper.Word))} timers";
        yield return $"{orders.Count} calls in {orders.Sum(order => order.Askers.Count)} tries, {orders.Count(order => order.Askers.Distinct().Count() > 1)} by more than one process; {publisher.Version - 1} publishes";
        yield return $"killed: {string.Join(", ", chronicle.Absences.CountBy(absence => absence.How).Select(how => $"{how.Value} × {how.Key}"))}";
    }
}
