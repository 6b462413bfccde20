using WhatsAppSupport.Application.Conversations;

namespace WhatsAppSupport.IntegrationTests.Stores;

public abstract class TurnContract(StoresUnderTest stores) : StoreContract(stores)
{
    [Fact]
    public async Task A_turn_stores_the_customer_the_conversation_the_messages_and_settles_the_row()
    {
        var talk = new StoredTalk(Stores);

        var began = await talk.TurnAsync("one", "two");
        var went = await talk.TurnAsync("three");

        began.Committed.ShouldBeTrue();
        went.Committed.ShouldBeTrue();
        (await Stores.RowsAsync("SELECT * FROM inbox WHERE state = 'done' AND error IS NULL")).Count.ShouldBe(2);
        (await Stores.RowsAsync("SELECT * FROM customers")).ShouldHaveSingleItem()["name"].ShouldBe("Asha");
        var conversation = (await Stores.RowsAsync("SELECT * FROM conversations")).ShouldHaveSingleItem();
        (conversation["version"], conversation["next_ordinal"], conversation["current_flow"]).ShouldBe(("3", "6", "support"));
        var messages = await talk.MessagesAsync();
        messages.Select(row => row["content"]).ShouldBe(["hello", "one", "two", "hello", "three"]);
        messages.Select(row => row["is_queued"]).ShouldBe(["0", "1", "1", "0", "1"]);
        messages.Select(row => long.Parse(row["seq"]!)).ShouldBeInOrder();
    }

    [Theory]
    [InlineData("UPDATE conversations SET version = version + 1")]
    [InlineData("UPDATE inbox SET state = 'done'")]
    [InlineData("UPDATE inbox SET state = 'dead'")]
    public async Task A_turn_that_somebody_was_quicker_with_stores_nothing(string meanwhile)
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var turn = talk.Answer(await talk.WriteAsync(), "a reply");
        await Stores.ExecuteAsync(meanwhile);
        var before = await Stores.DumpAsync();

        var receipt = await talk.CommitAsync(turn, claimFirst: true);

        receipt.ShouldBe(TurnReceipt.MovedOn);
        (await Stores.DumpAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_is_not_settled_while_an_older_one_of_its_lane_is_pending(bool isNew)
    {
        var talk = isNew ? new StoredTalk(Stores) : await StoredTalk.BegunAsync(Stores);
        var older = await talk.WriteAsync();
        var turn = talk.Answer(await talk.WriteAsync(), "too early");
        var before = await Stores.DumpAsync();

        var early = await talk.CommitAsync(turn);
        var unchanged = await Stores.DumpAsync();
        await Stores.Inbox.SettleAsync(older.Id, CancellationToken.None);
        var inTurn = await talk.CommitAsync(turn);

        early.Committed.ShouldBeFalse();
        unchanged.ShouldBe(before);
        inTurn.Committed.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_turns_with_the_same_row_at_once_exactly_one_commits()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        for (var round = 0; round < 10; round++)
        {
            var row = await talk.WriteAsync();
            var (one, two) = (talk.Answer(row, "one"), talk.Answer(row, "two"));

            var receipts = await Task.WhenAll(Task.Run(() => CommitAsync(one)), Task.Run(() => CommitAsync(two)));

            receipts.Count(receipt => receipt.Committed).ShouldBe(1);
            talk.Conversation = one.Conversation;
        }

        (await talk.MessagesAsync()).Count.ShouldBe(1 + (10 * 2));
    }

    [Fact]
    public async Task Of_two_turns_with_the_same_version_from_two_lanes_exactly_one_commits()
    {
        for (var round = 0; round < 10; round++)
        {
            var talk = await StoredTalk.BegunAsync(Stores);
            var byUserId = new StoredTalk(Stores, byUserId: true) { Customer = talk.Customer, Conversation = talk.Conversation };
            var (one, two) = (talk.Answer(await talk.WriteAsync(), "one"), byUserId.Answer(await byUserId.WriteAsync()));
            var silent = two with { Messages = [], Conversation = talk.Conversation!.Turned(null, null, 0, Stores.Clock.Now) };

            var receipts = await Task.WhenAll(Task.Run(() => CommitAsync(one)), Task.Run(() => CommitAsync(silent)));

            receipts.Count(receipt => receipt.Committed).ShouldBe(1);
            (await Stores.RowsAsync("SELECT id FROM inbox WHERE state = 'pending'")).ShouldHaveSingleItem();
            await Stores.EmptyAsync();
        }
    }

    [Fact]
    public async Task A_new_customer_that_two_begin_with_at_once_is_stored_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var talk = new StoredTalk(Stores);
            var twin = new StoredTalk(Stores, byUserId: true);
            var (one, other) = (talk.Answer(await talk.WriteAsync()), twin.Answer(await twin.WriteAsync()));
            var same = other with { Customer = other.Customer with { PhoneHash = talk.Lane, PhoneNumber = talk.Phone } };

            var receipts = await Task.WhenAll(Task.Run(() => CommitAsync(one)), Task.Run(() => CommitAsync(same)));

            receipts.Count(receipt => receipt.Committed).ShouldBe(1);
            (await Stores.RowsAsync("SELECT id FROM customers")).ShouldHaveSingleItem();
            (await Stores.RowsAsync("SELECT id FROM inbox WHERE state = 'pending'")).ShouldHaveSingleItem();
            await Stores.EmptyAsync();
        }
    }

    [Fact]
    public async Task A_new_conversation_that_two_begin_at_once_is_stored_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var talk = await StoredTalk.BegunAsync(Stores);
            await Stores.ExecuteAsync("UPDATE conversations SET status = 'completed'");
            var (one, two) = (new StoredTalk(Stores) { Customer = talk.Customer }, new StoredTalk(Stores) { Customer = talk.Customer });
            var turns = new[] { one.Answer(await one.WriteAsync()), two.Answer(await two.WriteAsync()) };

            var receipts = await Task.WhenAll(turns.Select(turn => Task.Run(() => CommitAsync(turn))));

            receipts.Count(receipt => receipt.Committed).ShouldBe(1);
            (await Stores.RowsAsync("SELECT id FROM conversations WHERE status = 'active'")).ShouldHaveSingleItem();
            await Stores.EmptyAsync();
        }
    }

    [Fact]
    public async Task A_conversation_that_its_silence_has_ended_is_completed_as_the_next_one_begins()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var ended = talk.Conversation!;
        Stores.Clock.Advance(TimeSpan.FromHours(25));
        var over = ended.Complete(Stores.Clock.Now);
        talk.Conversation = null;
        var turn = talk.Answer(await talk.WriteAsync(), "welcome back");

        var receipt = await talk.CommitAsync(turn with { ConversationBefore = ended, Completed = over });

        receipt.Committed.ShouldBeTrue();
        var rows = await Stores.RowsAsync("SELECT * FROM conversations ORDER BY created_at");
        rows.Select(row => row["status"]).ShouldBe(["completed", "active"]);
        rows[0]["resolution_time"].ShouldBe("90000");
        rows[0]["completed_at"].ShouldNotBeNull();
    }

    [Fact]
    public async Task The_first_reply_is_claimed_only_when_nothing_of_that_customer_is_unsettled()
    {
        var talk = new StoredTalk(Stores);

        var began = await talk.TurnClaimingAsync("one", "two");
        var went = await talk.TurnClaimingAsync("three");
        await Stores.ExecuteAsync("UPDATE messages SET is_queued = false, delivery_status = 'sent' WHERE direction = 'outbound'");
        var free = await talk.TurnClaimingAsync("four");
        await Stores.ExecuteAsync("UPDATE messages SET is_queued = false, delivery_status = 'sent' WHERE direction = 'outbound'");
        var unasked = await talk.TurnAsync("five");

        began.Claimed!.Content.ShouldBe("one");
        went.Claimed.ShouldBeNull();
        free.Claimed!.Content.ShouldBe("four");
        unasked.Claimed.ShouldBeNull();
        (await talk.StatesAsync()).ShouldBe("sent sent sent sent pending");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_reply_is_claimed_outside_of_the_service_window(bool isNew)
    {
        var talk = isNew ? new StoredTalk(Stores) : await StoredTalk.BegunAsync(Stores);
        var turn = talk.Answer(await talk.WriteAsync(), "much too late");
        var late = turn with { Customer = turn.Customer with { LastHeardAt = Stores.Clock.Now - TimeSpan.FromHours(24) } };

        var receipt = await talk.CommitAsync(late, claimFirst: true);

        receipt.ShouldBe(new TurnReceipt(true));
        (await talk.StatesAsync()).ShouldBe("pending");
    }

    [Fact]
    public async Task Of_many_turns_at_once_exactly_those_commit_that_are_still_right()
    {
        var talks = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => StoredTalk.BegunAsync(Stores)));
        var turns = new List<Turn>();
        foreach (var talk in talks)
        {
            turns.Add(talk.Answer(await talk.WriteAsync(), "one", "two"));
        }

        foreach (var stale in talks.Where((_, index) => index % 3 == 0))
        {
            await Stores.ExecuteAsync("UPDATE conversations SET version = version + 1 WHERE id = @id", ("@id", stale.Conversation!.Id.Value));
        }

        var receipts = await Task.WhenAll(talks.Zip(turns, (talk, turn) => talk.CommitAsync(turn, claimFirst: true)));

        receipts.Select(receipt => receipt.Committed).ShouldBe(Enumerable.Range(0, 60).Select(index => index % 3 != 0));
        foreach (var (talk, index) in talks.Select((talk, index) => (talk, index)))
        {
            (await talk.StatesAsync()).ShouldBe(index % 3 == 0 ? "" : "sending pending");
            receipts[index].Claimed?.ConversationId.ShouldBe(talk.Conversation!.Id);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_that_is_given_up_is_dead_and_says_why(bool isNewlyIdentified)
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var row = await talk.WriteAsync();
        var turn = talk.Answer(row, "sorry") with { DeadBecause = "FormatException" };
        var identified = turn with { Customer = turn.Customer with { BsuidHash = Stores.Hashes.OfBsuid("IN.3") } };

        var receipt = await talk.CommitAsync(isNewlyIdentified ? identified : turn);

        receipt.Committed.ShouldBeTrue();
        var dead = (await Stores.RowsAsync("SELECT * FROM inbox WHERE state = 'dead'")).ShouldHaveSingleItem();
        (dead["id"], dead["error"]).ShouldBe((row.Id.ToString(), "FormatException"));
        (await talk.StatesAsync()).ShouldBe("pending");
    }

    protected Task<TurnReceipt> CommitAsync(Turn turn) => Stores.Turns.CommitAsync(turn, false, CancellationToken.None);
}

public sealed class TurnsOnSqlite(SqliteStores stores) : TurnContract(stores), IClassFixture<SqliteStores>;
