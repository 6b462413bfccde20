using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>An erasure against all that happens to a customer at the same moment, in two processes: whichever comes first, nothing of them is left, and nobody waits for ever.</summary>
public sealed class ErasureRaces(PostgresStores stores) : StoreContract(stores), IClassFixture<PostgresStores>
{
    private const int Races = 100;

    private readonly ConcurrentBag<string> outcomes = [];

    [Fact]
    public async Task A_hundred_races_leave_nothing_of_who_was_erased()
    {
        await using var other = await Stores.OpenAsync();

        for (var race = 0; race < Races; race++)
        {
            var talk = await RunAsync(race, race % 2 == 0 ? other : null);

            await NothingIsLeftAsync(talk);
        }

        foreach (var outcome in new[] { "turn first", "turn too late", "reply first", "reply too late", "erased by the one", "erased by the other" })
        {
            outcomes.ShouldContain(outcome);
        }
    }

    private async Task<StoredTalk> RunAsync(int race, ServiceProvider? other)
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await talk.TurnAsync("one", "two", "three");
        if (race % 5 == 0)
        {
            await Stores.ExecuteAsync("UPDATE conversations SET status = 'completed' WHERE id = @id", ("@id", talk.Conversation!.Id.Value));
        }

        var reply = await talk.DecideAsync(before => before.Answered(1, Stores.Clock.Now), "I am here");
        var turn = race % 5 == 0 ? Beginning(talk, await talk.WriteAsync()) : talk.Answer(await talk.WriteAsync(), "four", "five");
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var turns = race % 4 < 2 ? Stores.Turns : Stores.Get<TurnStore>();

        Task[] racers =
        [
            AfterAsync(begin.Task, race % 3, () => EraseAsync(Stores.Get<IErasures>(), talk, "the one")),
            AfterAsync(begin.Task, race % 4, () => EraseAsync((other?.GetRequiredService<IErasures>()) ?? Stores.Get<IErasures>(), talk, "the other")),
            AfterAsync(begin.Task, race * 7 % 5, () => AnswerAsync(turns, turn)),
            AfterAsync(begin.Task, race * 3 % 4, async () => outcomes.Add($"reply {(await Stores.Interventions.StoreAsync(reply, CancellationToken.None) == 0 ? "first" : "too late")}")),
            AfterAsync(begin.Task, race * 5 % 3, PumpAsync),
            AfterAsync(begin.Task, race * 2 % 3, PumpAsync),
        ];
        begin.SetResult();
        await Task.WhenAll(racers);
        return talk;
    }

    private static Turn Beginning(StoredTalk talk, Application.Inbound.LaneRow row)
    {
        talk.Conversation = null;
        return talk.Answer(row, "four", "five");
    }

    private async Task EraseAsync(IErasures erasures, StoredTalk talk, string by)
    {
        var customer = talk.Customer!.Id;
        var entry = new AuditEntry(Actor.System, "customer.erased", SubjectKind.Customer, $"{customer}", null, null);
        if ((await erasures.EraseAsync(customer, _ => entry, CancellationToken.None)).Error is null)
        {
            outcomes.Add($"erased by {by}");
        }
    }

    private async Task AnswerAsync(ITurnStore turns, Turn turn)
    {
        var receipt = await turns.CommitAsync(turn, claimFirst: true, CancellationToken.None);
        outcomes.Add(receipt.Committed ? "turn first" : "turn too late");
        if (receipt.Claimed is { } first)
        {
            await SendAsync(ClaimedMessage.From(first, new ServiceWindow(turn.Customer.LastHeardAt)));
        }
    }

    private async Task PumpAsync()
    {
        for (var round = 0; round < 3; round++)
        {
            foreach (var claimed in await Stores.ClaimAsync())
            {
                await SendAsync(claimed);
            }
        }
    }

    private async Task SendAsync(ClaimedMessage first)
    {
        for (var claimed = first; claimed is not null;)
        {
            claimed = await Stores.StoreAsync(claimed, DeliveryStatus.Sent, $"wamid.{claimed.Message.Id}", claimNext: true);
        }
    }

    /// <summary>A little later, by some queries; and again where PostgreSQL has ended a transaction because two waited for each other, as everybody does who is answered so.</summary>
    private async Task AfterAsync(Task begin, int queries, Func<Task> race)
    {
        await begin;
        for (; queries > 0; queries--)
        {
            await Stores.RowsAsync("SELECT pg_sleep(0.001)");
        }

        for (var isOver = false; !isOver;)
        {
            try
            {
                await race();
                isOver = true;
            }
            catch (PostgresException deadlock) when (deadlock.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                outcomes.Add("deadlock");
            }
        }
    }

    private async Task NothingIsLeftAsync(StoredTalk talk)
    {
        var id = ("@id", (object?)talk.Customer!.Id.Value);
        (await Stores.RowsAsync("SELECT id FROM customers WHERE id = @id", id)).ShouldBeEmpty();
        (await Stores.RowsAsync("SELECT id FROM conversations WHERE customer_id = @id", id)).ShouldBeEmpty();
        (await Stores.RowsAsync("SELECT id FROM messages WHERE customer_id = @id", id)).ShouldBeEmpty();
        var rows = await Stores.RowsAsync("SELECT * FROM inbox WHERE customer_hash = @lane", ("@lane", talk.Lane.Value));
        rows.ShouldHaveSingleItem()["kind"].ShouldBe("erasure");
        (await Stores.RowsAsync("SELECT * FROM audit WHERE subject_id = @id", ("@id", $"{talk.Customer.Id}"))).Count.ShouldBe(1);
    }
}
