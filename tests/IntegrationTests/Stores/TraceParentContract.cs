using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>The place in a trace is kept with a row and with what its turn says; and it is known which message is the first reply to another, whoever claims it.</summary>
public abstract class TraceParentContract(StoresUnderTest stores) : StoreContract(stores)
{
    private const string OfWebhook = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string OfTurn = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_row_keeps_that_of_its_webhook()
    {
        var (traced, untraced) = (new StoredTalk(Stores), new StoredTalk(Stores));
        await Stores.Inbox.StoreAsync([traced.Entry() with { TraceParent = OfWebhook }, untraced.Entry()], CancellationToken.None);
        var report = new InboxEntry(InboxKind.Report, null, "", Stores.Hashes.OfProviderId("u"), Stores.Clock.Now, "{}"u8.ToArray()) { TraceParent = OfWebhook };
        await Stores.Inbox.StoreAsync([report], CancellationToken.None);

        (await Stores.Inbox.FindOldestPendingAsync(traced.Lane, CancellationToken.None)).ShouldNotBeNull().TraceParent.ShouldBe(OfWebhook);
        (await Stores.Inbox.FindOldestPendingAsync(untraced.Lane, CancellationToken.None)).ShouldNotBeNull().TraceParent.ShouldBeNull();
        (await Stores.Reports.ListDueAsync(null, 10, false, CancellationToken.None)).ShouldHaveSingleItem().TraceParent.ShouldBe(OfWebhook);
    }

    /// <summary>A turn with an audit entry, or one that ends something, goes another way into the database than most.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_turn_says_keeps_its_own_and_its_first_reply_knows_since_when_it_was_waited_for(bool isUnusual)
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var turn = talk.Answer(await talk.WriteAsync(), "one", "two");
        var conversation = isUnusual ? turn.Conversation with { Tags = "vip" } : turn.Conversation;
        Message[] messages = [.. turn.Messages.Select(message => message with { ProcessingTime = message.Direction == Direction.Outbound ? Second : null })];
        (await talk.CommitAsync(turn with { Conversation = conversation, TraceParent = OfTurn, Messages = messages })).Committed.ShouldBeTrue();

        var first = await Stores.ClaimOneAsync();
        var second = (await Stores.StoreAsync(first, DeliveryStatus.Sent, "wamid.1", claimNext: true)).ShouldNotBeNull();

        (first.TraceParent, first.AnswersFrom).ShouldBe((OfTurn, Stores.Clock.Now - Second));
        (second.TraceParent, second.AnswersFrom).ShouldBe((OfTurn, null));
        (await Stores.CountAsync("messages WHERE direction = 'inbound' AND traceparent IS NOT NULL")).ShouldBe(0);
    }

    [Fact]
    public async Task What_nobody_traces_has_none()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await talk.TurnAsync("one");

        var claimed = await Stores.ClaimOneAsync();

        (claimed.TraceParent, claimed.AnswersFrom).ShouldBe((null, null));
    }

    /// <summary>A person asks again for what was given up: that is no part of what went on then.</summary>
    [Fact]
    public async Task What_is_asked_for_again_leaves_its_old_trace()
    {
        var talk = new StoredTalk(Stores);
        var entry = talk.Entry("once") with { TraceParent = OfWebhook };
        var stored = await Stores.Inbox.StoreAsync([entry], CancellationToken.None);
        await Stores.Inbox.BuryAsync(stored[0].Id!.Value, "x", CancellationToken.None);

        await Stores.Inbox.ReviveAsync(entry with { TraceParent = null }, CancellationToken.None);

        (await Stores.Inbox.FindOldestPendingAsync(talk.Lane, CancellationToken.None)).ShouldNotBeNull().TraceParent.ShouldBeNull();
    }
}

public sealed class TraceParentOnSqlite(SqliteStores stores) : TraceParentContract(stores), IClassFixture<SqliteStores>;

public sealed class TraceParentOnPostgres(PostgresStores stores) : TraceParentContract(stores), IClassFixture<PostgresStores>;
