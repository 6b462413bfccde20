using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>Perhaps-sent messages: what is done to them holds only where they are still unknown by the attempt that it was decided for.</summary>
public abstract class UnsettledContract(StoresUnderTest stores) : StoreContract(stores)
{
    private static readonly TimeSpan Undecided = TimeSpan.FromSeconds(31);

    [Fact]
    public async Task What_is_unknown_is_listed_with_all_that_a_log_could_know_it_by()
    {
        var (talk, later) = (new StoredTalk(Stores), new StoredTalk(Stores));
        await talk.TurnAsync("one", "two");
        await later.TurnAsync("not yet");
        var claimed = (await Stores.ClaimAsync()).Single(message => message.Message.Text == "one");
        await Stores.StoreAsync(claimed, DeliveryStatus.Unknown);

        var listed = (await ListAsync(TimeSpan.Zero)).ShouldHaveSingleItem();

        (listed.Id, listed.To, listed.From, listed.Text).ShouldBe((claimed.Message.Id, claimed.Message.To, StoresUnderTest.OurNumber, "one"));
        (listed.ClaimedAt, listed.Since).ShouldBe((Stores.Clock.Now, Stores.Clock.Now));
        (await ListAsync(TimeSpan.FromSeconds(1))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DeliveryStatus.Sent, "sent", null)]
    [InlineData(DeliveryStatus.Delivered, "delivered", null)]
    [InlineData(DeliveryStatus.Read, "read", null)]
    [InlineData(DeliveryStatus.Failed, "failed", "(131026) Undeliverable")]
    public async Task Evidence_settles_it_with_its_ids_and_the_next_one_may_leave(DeliveryStatus found, string becomes, string? reason)
    {
        var talk = new StoredTalk(Stores);
        var message = await UnknownAsync(talk, "one", "two");

        var settled = await SettleAsync(message, found);

        settled.ShouldBe(1);
        var row = (await talk.MessagesAsync())[1];
        (row["delivery_status"], row["failure_reason"], row["is_queued"], row["provider_message_id"]).ShouldBe((becomes, reason, "0", "wamid.found"));
        (await Stores.ClaimOneAsync()).Message.Text.ShouldBe("two");
        (await OwnersAsync("wamid.found", "request.found", "unheard of")).Select(group => (group.Key, group.Single()))
            .ShouldBe([("wamid.found", message.Id), ("request.found", message.Id)], ignoreOrder: true);
    }

    [Theory]
    [InlineData("sent")]
    [InlineData("delivered")]
    [InlineData("failed")]
    [InlineData("sending")]
    public async Task What_was_settled_meanwhile_is_left_as_it_is(string meanwhile)
    {
        var talk = new StoredTalk(Stores);
        var message = await UnknownAsync(talk, "one");
        await Stores.ExecuteAsync(
            "UPDATE messages SET delivery_status = @status, is_queued = @queued WHERE id = @id",
            ("@status", meanwhile), ("@queued", meanwhile == "sending"), ("@id", message.Id.Value));

        (await SettleAsync(message, DeliveryStatus.Read)).ShouldBe(0);
        (await Stores.Unsettled.DecideAsync([message], CancellationToken.None)).ShouldBe(0);

        (await talk.StatesAsync()).ShouldBe(meanwhile);
        (await OwnersAsync("wamid.found")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Evidence_still_counts_for_what_was_put_back_to_be_sent_once_more()
    {
        var talk = new StoredTalk(Stores);
        var message = await UnknownAsync(talk, "one", "two");
        await Stores.Unsettled.DecideAsync([message], CancellationToken.None);

        (await SettleAsync(message, DeliveryStatus.Sent)).ShouldBe(1);

        (await Stores.ClaimOneAsync()).Message.Text.ShouldBe("two");
    }

    [Fact]
    public async Task What_was_found_of_one_attempt_says_nothing_of_the_next()
    {
        var talk = new StoredTalk(Stores);
        var message = await UnknownAsync(talk, "one");
        await Stores.Unsettled.DecideAsync([message], CancellationToken.None);
        Stores.Clock.Advance(TimeSpan.FromSeconds(1));
        await Stores.StoreAsync(await Stores.ClaimOneAsync(), DeliveryStatus.Unknown);

        (await SettleAsync(message, DeliveryStatus.Failed)).ShouldBe(0);
        (await Stores.Unsettled.DecideAsync([message], CancellationToken.None)).ShouldBe(0);

        (await talk.StatesAsync()).ShouldBe("unknown");
        (await ListAsync(TimeSpan.Zero)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_two_processes_that_settle_the_same_only_one_does_it()
    {
        var talks = Enumerable.Range(0, 20).Select(_ => new StoredTalk(Stores)).ToList();
        var messages = new List<UnsettledMessage>();
        foreach (var talk in talks)
        {
            messages.Add(await UnknownAsync(talk, "one"));
        }

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(process => Task.Run(() => process % 2 == 0
            ? Stores.Unsettled.DecideAsync(messages, CancellationToken.None)
            : Stores.Unsettled.SettleAsync([.. messages.Select(message => EvidenceOf(message, DeliveryStatus.Sent, message.Id.ToString()))], CancellationToken.None))));

        (counts[1] + counts[3]).ShouldBe(20);
        (counts[0] + counts[2]).ShouldBeLessThanOrEqualTo(20);
        foreach (var talk in talks)
        {
            (await talk.StatesAsync()).ShouldBe("sent");
        }
    }

    [Theory]
    [InlineData("bot", 0, "pending", "1", "a reason")]
    [InlineData("model", 0, "pending", "1", "a reason")]
    [InlineData("bot", 1, "unknown", "0", "a reason")]
    [InlineData("agent", 0, "unknown", "0", "a reason")]
    public async Task Without_evidence_a_bots_word_is_sent_once_more_and_an_agents_never(string author, int repeats, string becomes, string isQueued, string reason)
    {
        var talk = new StoredTalk(Stores);
        var message = await UnknownAsync(talk, "one", "two");
        await Stores.ExecuteAsync("UPDATE messages SET author = @author, repeats = @repeats WHERE id = @id", ("@author", author), ("@repeats", repeats), ("@id", message.Id.Value));

        (await Stores.Unsettled.DecideAsync([message], CancellationToken.None)).ShouldBe(1);

        var row = (await talk.MessagesAsync())[1];
        (row["delivery_status"], row["is_queued"], row["failure_reason"]).ShouldBe((becomes, isQueued, reason));
        (await Stores.ClaimOneAsync()).Message.Text.ShouldBe(becomes == "pending" ? "one" : "two");
    }

    [Fact]
    public async Task What_died_with_its_process_is_kept_as_of_unknown_outcome()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await talk.SayAsAgentAsync("a person's word");
        await Stores.ClaimOneAsync();
        Stores.Clock.Advance(TimeSpan.FromSeconds(26));

        (await Stores.Unsettled.AbandonAsync(CancellationToken.None)).ShouldBe(1);
        Stores.Clock.Advance(Undecided);
        await Stores.Unsettled.DecideAsync(await ListAsync(TimeSpan.FromSeconds(30)), CancellationToken.None);

        var row = (await talk.MessagesAsync()).Single(message => message["author"] == "agent");
        (row["delivery_status"], row["failure_reason"]).ShouldBe(("unknown", "outcome_unknown"));
    }

    private async Task<UnsettledMessage> UnknownAsync(StoredTalk talk, params string[] replies)
    {
        await talk.TurnAsync(replies);
        var claimed = await Stores.ClaimOneAsync();
        await Stores.StoreAsync(claimed, DeliveryStatus.Unknown);
        Stores.Clock.Advance(Undecided);
        return (await ListAsync(TimeSpan.Zero)).Single(message => message.Id == claimed.Message.Id);
    }

    private Task<IReadOnlyList<UnsettledMessage>> ListAsync(TimeSpan longerThan) =>
        Stores.Unsettled.ListAsync(Stores.Clock.Now - longerThan, 100, CancellationToken.None);

    private Task<ILookup<string, MessageId>> OwnersAsync(params string[] ids) => Stores.Unsettled.OwnersAsync(ids, CancellationToken.None);

    private Task<int> SettleAsync(UnsettledMessage message, DeliveryStatus found) =>
        Stores.Unsettled.SettleAsync([EvidenceOf(message, found, "wamid.found", "request.found")], CancellationToken.None);

    private static Evidence EvidenceOf(UnsettledMessage message, DeliveryStatus found, params string[] ids) => new(message, new LoggedMessage
    {
        ProviderIds = ids,
        Texts = [message.Text],
        RequestedAt = [message.ClaimedAt],
        Status = found,
        Reason = "(131026) Undeliverable",
    });
}

public sealed class UnsettledOnSqlite(SqliteStores stores) : UnsettledContract(stores), IClassFixture<SqliteStores>;

public sealed class UnsettledOnPostgres(PostgresStores stores) : UnsettledContract(stores), IClassFixture<PostgresStores>;
