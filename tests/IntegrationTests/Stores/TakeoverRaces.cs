using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>
/// Promise 6 where things really happen at once. PostgreSQL itself is asked what was first: each claim leaves its transaction's id, each
/// take-over what it could see while it held the conversation. A claim of an older epoch that it could not see is one that came too late.
/// </summary>
public sealed class TakeoverRaces(PostgresStores stores) : StoreContract(stores), IClassFixture<PostgresStores>
{
    private const int Races = 200;

    /// <summary>The short sleep keeps a claim open, as a slow disk would.</summary>
    private const string Watch =
        """
        CREATE TABLE claims_seen (xid xid8, conversation_id uuid, epoch bigint);
        CREATE TABLE takeovers_seen (conversation_id uuid, epoch bigint, seen pg_snapshot);
        CREATE FUNCTION see_claim() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO claims_seen VALUES (pg_current_xact_id(), NEW.conversation_id, NEW.ownership_epoch);
          PERFORM pg_sleep(random() * 0.004);
          RETURN NULL;
        END $$;
        CREATE FUNCTION see_takeover() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO takeovers_seen VALUES (NEW.id, NEW.ownership_epoch, pg_current_snapshot());
          RETURN NULL;
        END $$;
        CREATE TRIGGER see_first_claim AFTER INSERT ON messages FOR EACH ROW WHEN (NEW.delivery_status = 'sending') EXECUTE FUNCTION see_claim();
        CREATE TRIGGER see_claim AFTER UPDATE ON messages FOR EACH ROW
          WHEN (NEW.delivery_status = 'sending' AND OLD.delivery_status <> 'sending') EXECUTE FUNCTION see_claim();
        CREATE TRIGGER see_takeover AFTER UPDATE ON conversations FOR EACH ROW
          WHEN (NEW.assignee IS NOT NULL AND OLD.assignee IS NULL) EXECUTE FUNCTION see_takeover();
        """;

    private const string TooLate =
        """
        SELECT c.* FROM claims_seen c JOIN takeovers_seen t USING (conversation_id)
        WHERE c.epoch < t.epoch AND NOT pg_visible_in_snapshot(c.xid, t.seen)
        """;

    private readonly ConcurrentBag<string> outcomes = [];

    [Fact]
    public async Task Two_hundred_races_claim_no_message_of_the_bot_after_a_take_over()
    {
        await Stores.ExecuteAsync(Watch);
        await using var other = await Stores.OpenAsync();
        var outboxes = new[] { Stores.Outbox, other.GetRequiredService<IOutbox>() };

        for (var race = 0; race < Races; race++)
        {
            await RunAsync(race, outboxes, race % 4 < 2 ? other.GetRequiredService<ITurnStore>() : other.GetRequiredService<TurnStore>());
        }

        (await Stores.RowsAsync(TooLate)).ShouldBeEmpty();
        (await Stores.RowsAsync("SELECT 1 FROM takeovers_seen")).Count.ShouldBe(Races);

        // Or nobody would have raced.
        (await Stores.RowsAsync("SELECT 1 FROM claims_seen")).Count.ShouldBeGreaterThan(Races);
        foreach (var outcome in new[] { "taken over", "turn first", "turn too late", "withdrawn" })
        {
            outcomes.ShouldContain(outcome);
        }
    }

    /// <summary>Claims by two processes, results that claim the next, and a turn that claims its first reply, against one take-over.</summary>
    private async Task RunAsync(int race, IOutbox[] outboxes, ITurnStore turns)
    {
        var talk = race % 2 == 0 ? await StoredTalk.BegunAsync(Stores) : await WaitingAsync();
        var turn = talk.Answer(await talk.WriteAsync(), "four", "five");
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var racers = outboxes.Select(outbox => PumpAsync(outbox, begin.Task))
            .Append(AnswerAsync(turns, turn, outboxes[race % 2], begin.Task, ahead: race * 7 % 5))
            .Append(TakeOverAsync(talk, begin.Task, ahead: race * 3 % 7));
        var all = Task.WhenAll(racers.ToList());
        begin.SetResult();
        await all;

        await Stores.ClaimAsync();
        (await talk.StatesAsync()).Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBeSubsetOf(["sent", "cancelled"]);
    }

    private async Task<StoredTalk> WaitingAsync()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two", "three");
        return talk;
    }

    private async Task PumpAsync(IOutbox outbox, Task begin)
    {
        await begin;
        for (var round = 0; round < 3; round++)
        {
            foreach (var claimed in await outbox.ClaimDueAsync(null, 10, CancellationToken.None))
            {
                await SendAsync(outbox, claimed);
            }
        }
    }

    private async Task AnswerAsync(ITurnStore turns, Turn turn, IOutbox outbox, Task begin, int ahead)
    {
        await begin;
        await LetPassAsync(ahead);
        var receipt = await turns.CommitAsync(turn, claimFirst: true, CancellationToken.None);
        outcomes.Add(receipt.Committed ? "turn first" : "turn too late");
        if (receipt.Claimed is { } first)
        {
            await SendAsync(outbox, ClaimedMessage.From(first, new ServiceWindow(turn.Customer.LastHeardAt)));
        }
    }

    private async Task TakeOverAsync(StoredTalk talk, Task begin, int ahead)
    {
        await begin;
        await LetPassAsync(ahead);
        for (var isTaken = false; !isTaken;)
        {
            var taking = await talk.DecideAsync(before => before.TakeOver(People.Agent("meera"), Stores.Clock.Now).Value);
            isTaken = await Stores.Interventions.StoreAsync(taking, CancellationToken.None) == InterventionOutcome.Stored;
            outcomes.Add(isTaken ? "taken over" : "take-over again");
            if (isTaken && (await Stores.Interventions.ListLeftAsync(taking.After, CancellationToken.None)).Withdrawn.Count > 0)
            {
                outcomes.Add("withdrawn");
            }
        }
    }

    /// <summary>Who starts a little later, by some queries.</summary>
    private async Task LetPassAsync(int queries)
    {
        for (; queries > 0; queries--)
        {
            await Stores.RowsAsync("SELECT pg_sleep(0.001)");
        }
    }

    /// <summary>Sends it, and all that its result claims.</summary>
    private async Task SendAsync(IOutbox outbox, ClaimedMessage first)
    {
        for (var claimed = first; claimed is not null;)
        {
            claimed = await outbox.StoreAsync(
                new SendResult(
                    claimed.Message.Id, claimed.Customer, claimed.ClaimedAt, DeliveryStatus.Sent, [], null, null, claimed.Attempt, Stores.Clock.Now, ClaimNext: true),
                CancellationToken.None);
        }
    }
}
