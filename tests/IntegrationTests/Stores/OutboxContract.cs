using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.IntegrationTests.Stores;

public abstract class OutboxContract(StoresUnderTest stores) : StoreContract(stores)
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(26);
    private static readonly TimeSpan Undecided = TimeSpan.FromSeconds(31);

    [Fact]
    public async Task The_oldest_is_claimed_first_and_one_of_each_customer()
    {
        var (one, two, three) = (new StoredTalk(Stores), new StoredTalk(Stores), new StoredTalk(Stores));
        await one.TurnAsync("one-1", "one-2");
        await two.TurnAsync("two-1");
        await three.TurnAsync("three-1");
        await two.TurnAsync("two-2");

        var first = await Stores.ClaimAsync(2);
        var second = await Stores.ClaimAsync();
        var third = await Stores.ClaimAsync();

        first.Select(claimed => claimed.Message.Text).ShouldBe(["one-1", "two-1"], ignoreOrder: true);
        second.ShouldHaveSingleItem().Message.Text.ShouldBe("three-1");
        third.ShouldBeEmpty();
        first[0].Attempt.ShouldBe(1);
        first.ShouldAllBe(claimed => claimed.Message.From == StoresUnderTest.OurNumber);
    }

    [Fact]
    public async Task Nothing_of_a_customer_is_claimed_before_its_time_has_come()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two");
        await Stores.StoreAsync(await Stores.ClaimOneAsync(), DeliveryStatus.Pending, again: TimeSpan.FromSeconds(8));

        Stores.Clock.Advance(TimeSpan.FromSeconds(7));
        var early = await Stores.ClaimAsync();
        Stores.Clock.Advance(TimeSpan.FromSeconds(1));
        var due = await Stores.ClaimOneAsync();

        early.ShouldBeEmpty();
        (due.Message.Text, due.Attempt).ShouldBe(("one", 2));
    }

    [Fact]
    public async Task After_a_take_over_nothing_older_of_the_bot_is_sent_and_the_agents_word_goes_at_once()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two", "three");
        await Stores.StoreAsync(await Stores.ClaimOneAsync(), DeliveryStatus.Pending, again: TimeSpan.FromMinutes(4));
        await talk.SayAsAgentAsync("I am here");
        await talk.RaiseFenceAsync();

        var claimed = await Stores.ClaimOneAsync();

        claimed.Message.Text.ShouldBe("I am here");
        (await talk.StatesAsync()).ShouldBe("cancelled cancelled cancelled sending");
        (await talk.MessagesAsync())[1]["failure_reason"].ShouldBe("taken_over");
    }

    [Theory]
    [InlineData("last_heard_at = NULL", "service_window_closed")]
    [InlineData("last_heard_at = @old", "service_window_closed")]
    [InlineData("opted_out_at = @old", "customer_opted_out")]
    [InlineData("is_active = (1 = 0)", "customer_inactive")]
    public async Task What_may_not_be_sent_any_more_fails_and_says_why(string change, string reason)
    {
        var (talk, other) = (new StoredTalk(Stores), new StoredTalk(Stores));
        await talk.TurnAsync("one", "two");
        await other.TurnAsync("goes");
        await Stores.ExecuteAsync(
            $"UPDATE customers SET {change} WHERE id = @id", ("@id", talk.Customer!.Id.Value), ("@old", Stores.Clock.Now - TimeSpan.FromHours(24)));

        var claimed = await Stores.ClaimAsync();

        claimed.ShouldHaveSingleItem().Message.Text.ShouldBe("goes");
        (await talk.StatesAsync()).ShouldBe("failed failed");
        (await talk.MessagesAsync()).Skip(1).ShouldAllBe(row => row["failure_reason"] == reason && row["is_queued"] == "0");
    }

    [Fact]
    public async Task What_may_have_arrived_and_may_not_be_sent_again_is_not_called_failed()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("perhaps");
        await Stores.StoreAsync(await Stores.ClaimOneAsync(), DeliveryStatus.Unknown);
        Stores.Clock.Advance(Undecided);
        await SettleAsync();
        (await talk.StatesAsync()).ShouldBe("pending");

        Stores.Clock.Advance(TimeSpan.FromHours(24));
        (await Stores.ClaimAsync()).ShouldBeEmpty();

        (await talk.StatesAsync()).ShouldBe("unknown");
        (await talk.MessagesAsync())[1]["failure_reason"].ShouldBe("service_window_closed");
    }

    [Fact]
    public async Task The_window_is_open_for_a_day_to_the_second()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two");

        Stores.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        var open = await Stores.ClaimOneAsync();
        Stores.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = await Stores.StoreAsync(open, DeliveryStatus.Sent, claimNext: true);

        next.ShouldBeNull();
        (await Stores.ClaimAsync()).ShouldBeEmpty();
        (await talk.StatesAsync()).ShouldBe("sent failed");
    }

    [Theory]
    [InlineData(DeliveryStatus.Sent, "sending", "sent", false)]
    [InlineData(DeliveryStatus.Sent, "delivered", "delivered", false)]
    [InlineData(DeliveryStatus.Sent, "failed", "failed", false)]
    [InlineData(DeliveryStatus.Sent, "unknown", "sent", false)]
    [InlineData(DeliveryStatus.Sent, "pending", "sent", false)]
    [InlineData(DeliveryStatus.Failed, "sending", "failed", false)]
    [InlineData(DeliveryStatus.Failed, "unknown", "failed", false)]
    [InlineData(DeliveryStatus.Failed, "sent", "failed", false)]
    [InlineData(DeliveryStatus.Failed, "read", "read", false)]
    [InlineData(DeliveryStatus.Pending, "sending", "pending", true)]
    [InlineData(DeliveryStatus.Pending, "unknown", "pending", true)]
    [InlineData(DeliveryStatus.Pending, "sent", "sent", false)]
    [InlineData(DeliveryStatus.Pending, "delivered", "delivered", false)]
    [InlineData(DeliveryStatus.Unknown, "sending", "unknown", true)]
    [InlineData(DeliveryStatus.Unknown, "sent", "sent", false)]
    [InlineData(DeliveryStatus.Unknown, "read", "read", false)]
    public async Task A_result_moves_a_message_forward_only(DeliveryStatus result, string meanwhile, string becomes, bool isQueued)
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("a reply");
        var claimed = await Stores.ClaimOneAsync();
        await Stores.ExecuteAsync(
            "UPDATE messages SET delivery_status = @status, is_queued = @queued WHERE id = @id",
            ("@status", meanwhile), ("@queued", meanwhile is "sending" or "unknown" or "pending"), ("@id", claimed.Message.Id.Value));

        await Stores.StoreAsync(claimed, result, providerId: result == DeliveryStatus.Sent ? "uuid-1" : null, again: TimeSpan.FromSeconds(1));

        var row = (await talk.MessagesAsync())[1];
        (row["delivery_status"], row["is_queued"]).ShouldBe((becomes, isQueued ? "1" : "0"));
        row["attempts"].ShouldBe("1");
        row["provider_message_id"].ShouldBe(result == DeliveryStatus.Sent ? "uuid-1" : null);
    }

    [Fact]
    public async Task Storing_a_result_claims_the_customers_next_message_when_the_pace_allows_it()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two", "three");

        var second = await Stores.StoreAsync(await Stores.ClaimOneAsync(), DeliveryStatus.Sent, "uuid-1", claimNext: true);
        var unasked = await Stores.StoreAsync(second!, DeliveryStatus.Failed);

        second!.Message.Text.ShouldBe("two");
        unasked.ShouldBeNull();
        (await Stores.ClaimOneAsync()).Message.Text.ShouldBe("three");
        (await talk.StatesAsync()).ShouldBe("sent failed sending");
    }

    [Theory]
    [InlineData(DeliveryStatus.Pending)]
    [InlineData(DeliveryStatus.Unknown)]
    public async Task While_a_message_is_not_settled_the_next_one_waits(DeliveryStatus result)
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two");

        var next = await Stores.StoreAsync(await Stores.ClaimOneAsync(), result, again: TimeSpan.FromSeconds(1), claimNext: true);

        next.ShouldBeNull();
        (await Stores.ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_bot_perhaps_sent_is_sent_once_more_and_then_let_go()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two");
        await Stores.StoreAsync(await Stores.ClaimOneAsync(), DeliveryStatus.Unknown);

        Stores.Clock.Advance(TimeSpan.FromSeconds(29));
        await SettleAsync();
        var early = await Stores.ClaimAsync();
        Stores.Clock.Advance(TimeSpan.FromSeconds(2));
        await SettleAsync();
        var again = await Stores.ClaimOneAsync();
        await Stores.StoreAsync(again, DeliveryStatus.Unknown);
        Stores.Clock.Advance(Undecided);
        await SettleAsync();
        var next = await Stores.ClaimOneAsync();

        early.ShouldBeEmpty();
        (again.Message.Text, again.Attempt).ShouldBe(("one", 2));
        next.Message.Text.ShouldBe("two");
        (await talk.StatesAsync()).ShouldBe("unknown sending");
    }

    [Fact]
    public async Task What_an_agent_perhaps_sent_is_never_repeated_and_the_queue_goes_on()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await talk.SayAsAgentAsync("a person's word");
        await talk.TurnAsync("two");
        await Stores.StoreAsync(await Stores.ClaimOneAsync(), DeliveryStatus.Unknown);

        Stores.Clock.Advance(Undecided);
        await SettleAsync();
        var next = await Stores.ClaimOneAsync();

        next.Message.Text.ShouldBe("two");
        (await talk.StatesAsync()).ShouldBe("unknown sending");
        (await talk.MessagesAsync()).Single(row => row["author"] == "agent")["failure_reason"].ShouldBe("a reason");
    }

    [Fact]
    public async Task A_claim_whose_process_died_becomes_unknown_after_the_grace()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        await Stores.ClaimOneAsync();

        Stores.Clock.Advance(TimeSpan.FromSeconds(25));
        await SettleAsync();
        var within = await talk.StatesAsync();
        Stores.Clock.Advance(TimeSpan.FromSeconds(1));
        await SettleAsync();

        within.ShouldBe("sending");
        (await talk.StatesAsync()).ShouldBe("unknown");
    }

    [Fact]
    public async Task An_attempt_given_up_for_dead_does_not_touch_the_one_that_is_under_way()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        var lost = await Stores.ClaimOneAsync();
        Stores.Clock.Advance(Abandoned);
        await SettleAsync();
        Stores.Clock.Advance(Undecided);
        await SettleAsync();
        var second = await Stores.ClaimOneAsync();

        foreach (var late in new[] { DeliveryStatus.Pending, DeliveryStatus.Unknown, DeliveryStatus.Failed })
        {
            await Stores.StoreAsync(lost, late, again: TimeSpan.Zero, claimNext: true);
            (await talk.StatesAsync()).ShouldBe("sending");
        }

        await Stores.StoreAsync(second, DeliveryStatus.Failed);
        (await talk.StatesAsync()).ShouldBe("failed");
    }

    [Fact]
    public async Task While_anything_is_on_its_way_to_a_customer_nothing_else_is_claimed_even_if_it_came_before()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two");
        await Stores.ExecuteAsync(
            "UPDATE messages SET delivery_status = 'sending', claimed_at = @now WHERE content = 'two'", ("@now", Stores.Clock.Now));

        var claimed = await Stores.ClaimAsync();

        claimed.ShouldBeEmpty();
    }

    private Task SettleAsync() => Stores.SettleUnknownAsync();
}

public sealed class OutboxOnSqlite(SqliteStores stores) : OutboxContract(stores), IClassFixture<SqliteStores>;
