using WhatsAppSupport.Application.Backlog;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Undelivered;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What did not arrive is found by people, and its words are kept once more at most.</summary>
public abstract class UndeliveredContract(StoresUnderTest stores) : StoreContract(stores)
{
    private IUndelivered Undelivered => Stores.Get<IUndelivered>();

    [Fact]
    public async Task What_did_not_arrive_is_listed_by_its_status_newest_first()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two", "three", "four", "five");
        await SetAsync(talk, "failed", "unknown", "cancelled", "failed", "sent");

        (await TextsAsync(null)).ShouldBe(["four", "three", "two", "one"]);
        (await TextsAsync(DeliveryStatus.Failed)).ShouldBe(["four", "one"]);
        (await TextsAsync(DeliveryStatus.Unknown)).ShouldBe(["two"]);
        (await TextsAsync(DeliveryStatus.Cancelled)).ShouldBe(["three"]);
        (await TextsAsync(null, limit: 3)).ShouldBe(["four", "three", "two"]);
        var third = (await ListAsync(null, null, 3))[2];
        (await TextsAsync(null, third.Place)).ShouldBe(["one"]);
        (await TextsAsync(DeliveryStatus.Failed, third.Place)).ShouldBe(["one"]);
    }

    [Fact]
    public async Task A_message_that_failed_tells_its_reason_its_attempts_and_where_it_belongs()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        await Stores.StoreAsync(await Stores.ClaimOneAsync(), DeliveryStatus.Failed);

        var view = (await ListAsync(DeliveryStatus.Failed)).ShouldHaveSingleItem();

        (view.Conversation, view.Customer, view.Attempts, view.IsUndecided, view.ResentAs).ShouldBe(
            (talk.Conversation!.Id.Value, talk.Customer!.Id.Value, 1, false, null));
        (view.Message.Content, view.Message.FailureReason, view.Message.Author, view.Message.Ordinal).ShouldBe(("one", "a reason", Author.Bot, 2));
        view.Message.Options.ShouldBeEmpty();
        var found = (await Undelivered.FindAsync(new MessageId(view.Message.Id), CancellationToken.None))!;
        found.Message.Options.ShouldBeEmpty();
        (found.Lane, found.IntegratedNumber, found.IsQueued, found.ResentAs).ShouldBe((talk.Lane, StoresUnderTest.OurNumber, false, null));
        found.Latest!.Id.ShouldBe(talk.Conversation.Id);
        (found.Customer.Id, found.Message.CanBeSentAnew).ShouldBe((talk.Customer.Id, true));
    }

    [Fact]
    public async Task While_evidence_is_waited_for_a_message_is_undecided()
    {
        await new StoredTalk(Stores).TurnAsync("one");
        await Stores.StoreAsync(await Stores.ClaimOneAsync(), DeliveryStatus.Unknown);

        var view = (await ListAsync(DeliveryStatus.Unknown)).ShouldHaveSingleItem();

        view.IsUndecided.ShouldBeTrue();
        (await Undelivered.FindAsync(new MessageId(view.Message.Id), CancellationToken.None))!.IsQueued.ShouldBeTrue();
    }

    [Fact]
    public async Task What_has_arrived_after_all_is_not_listed_any_more_and_what_is_not_there_is_not_found()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        await SetAsync(talk, "failed");
        await SetAsync(talk, "delivered");

        (await ListAsync(null)).ShouldBeEmpty();
        (await Undelivered.FindAsync(MessageId.New(Stores.Clock.Now), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_resent_message_is_one_of_its_own_and_the_old_one_names_it()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        await SetAsync(talk, "failed");
        var old = (await ListAsync(null))[0].Message;

        var said = await ResendAsync(talk, new MessageId(old.Id));

        var view = (await ListAsync(null)).ShouldHaveSingleItem();
        (view.Message.Id, view.Message.Ordinal, view.ResentAs).ShouldBe((old.Id, old.Ordinal, said.Id.Value));
        (await Undelivered.FindAsync(new MessageId(old.Id), CancellationToken.None))!.ResentAs.ShouldBe(said.Id);
        (await Stores.ClaimOneAsync()).Message.Id.ShouldBe(said.Id);
    }

    [Fact]
    public async Task The_words_of_one_message_are_kept_once_more_and_never_twice()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        await SetAsync(talk, "failed");
        var old = new MessageId((await ListAsync(null))[0].Message.Id);
        await ResendAsync(talk, old);

        // A unique index refuses it; the lane tries the row again, and sees that nothing is left to do.
        TurnReceipt? second = null;
        await Should.ThrowAsync<Exception>(async () =>
        {
            await ResendAsync(talk, old, receipt => second = receipt);
            if (second is { Committed: false })
            {
                throw new InvalidOperationException("refused");
            }
        });

        (await Stores.RowsAsync("SELECT id FROM messages WHERE resend_of IS NOT NULL")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_waits_for_a_person_is_counted_and_what_was_sent_anew_is_not()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two", "three", "four");
        await SetAsync(talk, "failed", "failed", "unknown", "cancelled");
        await ResendAsync(talk, new MessageId((await ListAsync(DeliveryStatus.Failed))[0].Message.Id));
        await Stores.Inbox.BuryAsync((await talk.WriteAsync()).Id, "x", CancellationToken.None);
        var unread = new Application.Inbound.InboxEntry(Application.Inbound.InboxKind.Unread, null, "", default, Stores.Clock.Now, "?"u8.ToArray(), "body: not JSON");
        await Stores.Inbox.StoreAsync([unread, unread], CancellationToken.None);

        (await Stores.Get<IBacklog>().CountAsync(10, CancellationToken.None)).Attention.ShouldBe(new AttentionCounts(1, 2, 1, 1));
        (await Stores.Get<IBacklog>().CountAsync(1, CancellationToken.None)).Attention.QuarantinedRows.ShouldBe(1);
    }

    /// <summary>States of what was said to the customer, one by one.</summary>
    private async Task SetAsync(StoredTalk talk, params string[] states)
    {
        foreach (var (message, state) in (await talk.MessagesAsync()).Where(row => row["direction"] == "outbound").Zip(states))
        {
            await Stores.ExecuteAsync(
                "UPDATE messages SET delivery_status = @state, is_queued = @queued WHERE seq = @seq",
                ("@state", state), ("@queued", false), ("@seq", long.Parse(message["seq"]!, System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    private static async Task<Message> ResendAsync(StoredTalk talk, MessageId old, Action<TurnReceipt>? tell = null)
    {
        var turn = talk.Answer(await talk.WriteAsync(), "one");
        turn = turn with { Messages = [.. turn.Messages.Select(message => message.Direction == Direction.Outbound ? message with { ResendOf = old } : message)] };
        var receipt = await talk.CommitAsync(turn);
        tell?.Invoke(receipt);
        return turn.FirstReply!;
    }

    private Task<IReadOnlyList<UndeliveredView>> ListAsync(DeliveryStatus? status, long? before = null, int limit = 10) =>
        Undelivered.ListAsync(new UndeliveredFilter(status, before, limit), CancellationToken.None);

    private async Task<IEnumerable<string?>> TextsAsync(DeliveryStatus? status, long? before = null, int limit = 10) =>
        (await ListAsync(status, before, limit)).Select(view => view.Message.Content);
}

public sealed class UndeliveredOnSqlite(SqliteStores stores) : UndeliveredContract(stores), IClassFixture<SqliteStores>;

public sealed class UndeliveredOnPostgres(PostgresStores stores) : UndeliveredContract(stores), IClassFixture<PostgresStores>;
