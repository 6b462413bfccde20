using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Stores;

public abstract class OwnershipContract(StoresUnderTest stores) : StoreContract(stores)
{
    [Fact]
    public async Task A_take_over_withdraws_what_the_bot_has_not_begun_and_tells_what_it_has()
    {
        var (talk, other) = (new StoredTalk(Stores), new StoredTalk(Stores));
        await talk.TurnAsync("one", "two", "three");
        await other.TurnAsync("goes on");
        await talk.SayAsAgentAsync("a person's word");
        await Stores.ClaimAsync();

        var left = await talk.TakeOverAsync();

        left.InFlight.Select(message => (message.Content, message.Status)).ShouldBe([("one", DeliveryStatus.Sending)]);
        left.Withdrawn.Select(message => (message.Content, message.Status, message.FailureReason)).ShouldBe(
            [("two", DeliveryStatus.Cancelled, "taken_over"), ("three", DeliveryStatus.Cancelled, "taken_over")]);
        (await talk.StatesAsync()).ShouldBe("sending cancelled cancelled pending");
        (await talk.MessagesAsync()).Count(row => row["is_queued"] == "1").ShouldBe(2);
        (await other.StatesAsync()).ShouldBe("sending");
    }

    [Fact]
    public async Task It_is_stored_who_has_it_since_when_and_read_back_as_it_was()
    {
        var talk = await StoredTalk.BegunAsync(Stores);

        await talk.TakeOverAsync("meera");

        var found = await Stores.Interventions.FindAsync(talk.Conversation!.Id, CancellationToken.None);
        found!.Conversation.ShouldBe(talk.Conversation);
        (found.Conversation.Assignee, found.Conversation.AssigneeId, found.Conversation.AssignedAt, found.Conversation.OwnershipEpoch).ShouldBe(
            ("meera", People.Agent("meera").Id, Stores.Clock.Now, 1));
        found.Lane.ShouldBe(talk.Lane);
        (await Stores.Interventions.FindAsync(ConversationId.New(Stores.Clock.Now), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_read_an_older_version_changes_nothing()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        var before = talk.Conversation!;
        await talk.TurnAsync("two");
        var dump = await Stores.DumpAsync();

        var late = (await talk.DecideAsync(_ => before.TakeOver(People.Agent("meera"), Stores.Clock.Now).Value)) with { Found = new OwnedConversation(talk.Customer!, before) };
        var stored = await talk.StoreAsync(late);

        stored.ShouldBe(InterventionOutcome.MovedOn);
        (await Stores.DumpAsync()).ShouldBe(dump);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_turn_that_was_decided_before_it_is_not_stored_after_it(bool ends)
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var late = talk.Answer(await talk.WriteAsync(), "too late");
        late = ends ? late with { Conversation = late.Conversation with { Status = ConversationStatus.Completed } } : late;
        await talk.TakeOverAsync();

        var receipt = await Stores.Turns.CommitAsync(late, claimFirst: true, CancellationToken.None);

        (receipt.Committed, receipt.Claimed).ShouldBe((false, null));
        (await talk.MessagesAsync()).Count.ShouldBe(1);
        (await Stores.ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_result_of_what_was_in_flight_claims_nothing_more_of_the_bot()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two");
        var inFlight = await Stores.ClaimOneAsync();
        await talk.RaiseFenceAsync();

        var next = await Stores.StoreAsync(inFlight, DeliveryStatus.Sent, claimNext: true);

        next.ShouldBeNull();
        (await talk.StatesAsync()).ShouldBe("sent pending");
    }

    [Fact]
    public async Task The_agents_word_goes_when_what_was_in_flight_is_settled()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two");
        var inFlight = await Stores.ClaimOneAsync();
        await talk.TakeOverAsync();
        await talk.SayAsAgentAsync("a person's word");

        var meanwhile = await Stores.ClaimAsync();
        var next = await Stores.StoreAsync(inFlight, DeliveryStatus.Sent, claimNext: true);

        meanwhile.ShouldBeEmpty();
        next!.Message.Text.ShouldBe("a person's word");
    }

    [Fact]
    public async Task What_the_bot_perhaps_sent_is_not_sent_once_more()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two");
        await Stores.StoreAsync(await Stores.ClaimOneAsync(), DeliveryStatus.Unknown);

        var left = await talk.TakeOverAsync();
        Stores.Clock.Advance(TimeSpan.FromSeconds(31));
        await Stores.SettleUnknownAsync();

        left.InFlight.ShouldHaveSingleItem().Status.ShouldBe(DeliveryStatus.Unknown);
        (await Stores.ClaimAsync()).ShouldBeEmpty();
        (await talk.StatesAsync()).ShouldBe("unknown cancelled");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_perhaps_sent_and_waits_to_be_repeated_is_not_said_to_be_withdrawn(bool atOnce)
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        await Stores.StoreAsync(await Stores.ClaimOneAsync(), DeliveryStatus.Unknown);
        Stores.Clock.Advance(TimeSpan.FromSeconds(31));
        await Stores.SettleUnknownAsync();

        if (atOnce)
        {
            (await talk.TakeOverAsync()).InFlight.ShouldHaveSingleItem().Status.ShouldBe(DeliveryStatus.Unknown);
        }
        else
        {
            await talk.RaiseFenceAsync();
        }

        (await Stores.ClaimAsync()).ShouldBeEmpty();
        (await talk.StatesAsync()).ShouldBe("unknown");
        (await talk.MessagesAsync())[1]["is_queued"].ShouldBe("0");
    }

    [Fact]
    public async Task The_next_take_over_tells_nothing_of_what_the_one_before_withdrew()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        await talk.TakeOverAsync();
        var back = talk.Answer(await talk.WriteAsync(), "two");
        var conversation = back.Conversation.ReturnToBot();
        await talk.CommitAsync(back with
        {
            Conversation = conversation,
            Messages = [.. back.Messages.Select(message => message with { OwnershipEpoch = conversation.OwnershipEpoch })],
        });

        var left = await talk.TakeOverAsync();

        left.Withdrawn.Select(message => message.Content).ShouldBe(["two"]);
    }

    [Fact]
    public async Task Who_was_taken_over_is_announced_to_nobody_and_waits_for_nobody()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var turn = talk.Answer(await talk.WriteAsync());
        await talk.CommitAsync(turn with { Conversation = turn.Conversation.Escalate("billing", "asked", Stores.Clock.Now) });
        var before = await Stores.Escalations.ListToNotifyAsync(10, CancellationToken.None);

        await talk.TakeOverAsync();

        before.Count.ShouldBe(1);
        (await Stores.Escalations.ListToNotifyAsync(10, CancellationToken.None)).ShouldBeEmpty();
        (await Stores.Escalations.ListTimedOutAsync(Stores.Clock.Now + TimeSpan.FromDays(1), 10, CancellationToken.None)).ShouldBeEmpty();
    }
}

public sealed class OwnershipOnSqlite(SqliteStores stores) : OwnershipContract(stores), IClassFixture<SqliteStores>;
