using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>Three processes look at the same timers and errands, and each fires once. Nobody waits for somebody else in a circle, also while turns replace what is there.</summary>
public sealed class FlowErrandRaces(PostgresStores stores) : StoreContract(stores), IClassFixture<PostgresStores>
{
    private const int Customers = 60;

    /// <summary>Each has a connection of its own for as long as it takes.</summary>
    private const int AtOnce = 10;

    [Fact]
    public async Task Each_timer_fires_once_whoever_looks()
    {
        await using var second = await Stores.OpenAsync();
        await using var third = await Stores.OpenAsync();
        IFlowTimers[] processes = [Stores.Get<IFlowTimers>(), second.GetRequiredService<IFlowTimers>(), third.GetRequiredService<IFlowTimers>()];
        for (var round = 1; round <= 3; round++)
        {
            await WaitingAsync(new FlowTimer(round, Stores.Clock.Now));

            var fired = await Task.WhenAll(processes.Concat(processes).Select(process => process.FireDueAsync(Customers, CancellationToken.None)));

            fired.Sum(one => one.Lanes.Count).ShouldBe(Customers);
            (await CountAsync("inbox WHERE kind = 'flowtimer'")).ShouldBe(round * Customers);
            (await CountAsync("flow_timers")).ShouldBe(0);
        }
    }

    [Fact]
    public async Task Each_errand_is_claimed_by_one_and_answered_once_though_all_who_lost_it_answer_too()
    {
        await using var second = await Stores.OpenAsync();
        await using var third = await Stores.OpenAsync();
        IErrands[] processes = [Stores.Get<IErrands>(), second.GetRequiredService<IErrands>(), third.GetRequiredService<IErrands>()];
        await WaitingAsync(errand: FlowErrandContract.Call("https://api.shop.example/"));

        var claimed = await Task.WhenAll(processes.Select(ClaimAllAsync));
        claimed.Sum(all => all.Count).ShouldBe(Customers);

        // They are killed, or stand still: others claim the same, and then all of them answer.
        Stores.Clock.Advance(TimeSpan.FromMinutes(1));
        var anew = await Task.WhenAll(processes.Select(ClaimAllAsync));
        anew.Sum(all => all.Count).ShouldBe(Customers);
        var answers = await Task.WhenAll(claimed.Concat(anew).Zip(processes.Concat(processes)).SelectMany(
            pair => pair.First.Select(errand => pair.Second.FinishAsync(errand, new FlowAnswer.Succeeded(200, "done"), CancellationToken.None))));

        answers.Count(lane => lane is not null).ShouldBe(Customers);
        (await CountAsync("inbox WHERE kind = 'answer'")).ShouldBe(Customers);
        claimed.SelectMany(all => all).Select(errand => errand.IdempotencyKey).Order().ShouldBe(anew.SelectMany(all => all).Select(errand => errand.IdempotencyKey).Order());
    }

    [Fact]
    public async Task Turns_that_replace_what_is_due_at_the_same_moment_win_or_lose_and_nothing_fires_twice()
    {
        await using var second = await Stores.OpenAsync();
        var talks = await WaitingAsync(new FlowTimer(1, Stores.Clock.Now));
        var turns = new List<Func<Task>>();
        foreach (var talk in talks)
        {
            var turn = talk.Answer(await talk.WriteAsync(), "on we go") with { Timer = new FlowTimer(2, Stores.Clock.Now) };
            turns.Add(async () => (await talk.CommitAsync(turn)).Committed.ShouldBeTrue());
        }

        foreach (var some in turns.Chunk(AtOnce))
        {
            await Task.WhenAll(
                [.. some.Select(turn => turn()), FireAllAsync(Stores.Get<IFlowTimers>()), FireAllAsync(second.GetRequiredService<IFlowTimers>())]);
        }

        await FireAllAsync(Stores.Get<IFlowTimers>());

        (await CountAsync("flow_timers")).ShouldBe(0);
        var rows = await CountAsync("inbox WHERE kind = 'flowtimer'");
        rows.ShouldBeInRange(Customers, 2 * Customers);
        (await Stores.RowsAsync("SELECT count(DISTINCT provider_id_hash) AS rows FROM inbox WHERE kind = 'flowtimer'")).Single()["rows"].ShouldBe($"{rows}");
    }

    /// <summary>The answer is stored before, during or after the erasure, by another process: nothing of it is left.</summary>
    [Fact]
    public async Task Fifty_races_with_an_erasure_leave_nothing_of_what_was_answered()
    {
        await using var other = await Stores.OpenAsync();
        var outcomes = new List<bool>();
        for (var race = 0; race < 50; race++)
        {
            var talk = await Stores.WaitingAsync(new FlowTimer(3, Stores.Clock.Now), FlowErrandContract.Call("https://api.shop.example/"));
            var claimed = (await ClaimAllAsync(other.GetRequiredService<IErrands>())).ShouldHaveSingleItem();
            var entry = new AuditEntry(Actor.System, "customer.erased", SubjectKind.Customer, $"{talk.Customer!.Id}", null, null);

            var erased = AfterAsync(race % 5, () => Stores.Get<IErasures>().EraseAsync(talk.Customer.Id, _ => entry, CancellationToken.None));
            var fired = AfterAsync(race % 4, () => other.GetRequiredService<IFlowTimers>().FireDueAsync(10, CancellationToken.None));
            await (race == 0 ? erased : Task.CompletedTask);
            var answered = AfterAsync(race * 3 % 40, () => other.GetRequiredService<IErrands>().FinishAsync(claimed, new FlowAnswer.Succeeded(200, "personal"), CancellationToken.None));

            await fired;
            (await erased).Error.ShouldBeNull();
            outcomes.Add(await answered is not null);
            foreach (var left in new[] { "flow_timers", "flow_errands", "inbox WHERE kind IN ('answer', 'flowtimer')" })
            {
                (await CountAsync(left)).ShouldBe(0, left);
            }
        }

        outcomes.Distinct().Count().ShouldBe(2, "each was first at times");
    }

    private static async Task<T> AfterAsync<T>(int milliseconds, Func<Task<T>> act)
    {
        await Task.Delay(milliseconds);
        return await act();
    }

    private async Task<List<StoredTalk>> WaitingAsync(FlowTimer? timer = null, FlowErrand? errand = null)
    {
        var talks = new List<StoredTalk>();
        foreach (var some in Enumerable.Range(0, Customers).Chunk(AtOnce))
        {
            talks.AddRange(await Task.WhenAll(some.Select(_ => Stores.WaitingAsync(timer, errand))));
        }

        return talks;
    }

    private static async Task FireAllAsync(IFlowTimers timers)
    {
        while ((await timers.FireDueAsync(7, CancellationToken.None)).Count > 0)
        {
        }
    }

    private async Task<List<ClaimedErrand>> ClaimAllAsync(IErrands errands)
    {
        var claimed = new List<ClaimedErrand>();
        foreach (var due in await errands.ListDueAsync(null, [], Customers, CancellationToken.None))
        {
            if (await errands.ClaimAsync(due, Stores.Clock.Now + TimeSpan.FromSeconds(15), CancellationToken.None) is { } mine)
            {
                claimed.Add(mine);
            }
        }

        return claimed;
    }

    private async Task<int> CountAsync(string rows) => int.Parse((await Stores.RowsAsync($"SELECT count(*) AS rows FROM {rows}")).Single()["rows"]!, System.Globalization.CultureInfo.InvariantCulture);
}
