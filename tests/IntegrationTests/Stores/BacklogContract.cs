using WhatsAppSupport.Application.Backlog;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>How much there is to do, and since when.</summary>
public abstract class BacklogContract(StoresUnderTest stores) : StoreContract(stores)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Where_there_is_nothing_to_do_nothing_is_old()
    {
        var talk = await StoredTalk.BegunAsync(Stores);

        var counts = await CountAsync();

        counts.ShouldBe(BacklogCounts.None with { LastWebhook = Stores.Clock.Now });
        talk.Conversation.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_row_is_as_old_as_its_acceptance_and_only_a_message_waits_for_an_answer()
    {
        var timer = new StoredTalk(Stores).Entry() with { Kind = InboxKind.Timer };
        await Stores.Inbox.StoreAsync([timer], CancellationToken.None);
        Stores.Clock.Advance(Minute);
        await new StoredTalk(Stores).WriteAsync();
        Stores.Clock.Advance(Minute);
        await new StoredTalk(Stores).WriteAsync();
        await Stores.Inbox.StoreAsync([new InboxEntry(InboxKind.Report, null, "", Stores.Hashes.OfProviderId("u"), Stores.Clock.Now + Minute, "{}"u8.ToArray())], CancellationToken.None);

        var counts = await CountAsync();

        (counts.PendingRows, counts.OldestRow, counts.OldestUnanswered).ShouldBe((3, Stores.Clock.Now - Minute - Minute, Stores.Clock.Now - Minute));
        counts.LastWebhook.ShouldBe(Stores.Clock.Now + Minute, "a report is posted, too");
    }

    [Fact]
    public async Task What_waits_is_counted_no_further_than_was_asked_for()
    {
        for (var row = 0; row < 12; row++)
        {
            await new StoredTalk(Stores).WriteAsync();
        }

        (await Stores.Get<IBacklog>().CountAsync(1, CancellationToken.None)).PendingRows.ShouldBe(10);
    }

    [Fact]
    public async Task What_the_program_puts_into_a_lane_itself_is_no_webhook()
    {
        await new StoredTalk(Stores).WriteAsync();
        Stores.Clock.Advance(Minute);
        await Stores.Inbox.StoreAsync([new StoredTalk(Stores).Entry() with { Kind = InboxKind.Timer }], CancellationToken.None);

        (await CountAsync()).LastWebhook.ShouldBe(Stores.Clock.Now - Minute);
    }

    [Fact]
    public async Task A_message_is_unanswered_until_the_provider_has_taken_the_reply()
    {
        var talk = new StoredTalk(Stores);
        var turn = talk.Answer(await talk.WriteAsync(), "one", "two");
        await talk.CommitAsync(turn with { Messages = [.. turn.Messages.Select(message => message with { ProcessingTime = message.Direction == Direction.Outbound ? Minute : null })] });

        var waiting = await CountAsync();
        var claimed = await Stores.ClaimOneAsync();
        var sending = await CountAsync();
        await Stores.StoreAsync(claimed, DeliveryStatus.Sent, "wamid.1", claimNext: true);
        var next = await CountAsync();

        (waiting.Queued.Pending, waiting.Queued.Sending, waiting.Queued.Oldest, waiting.OldestUnanswered)
            .ShouldBe((2, 0, Stores.Clock.Now, Stores.Clock.Now - Minute));
        (sending.Queued.Pending, sending.Queued.Sending).ShouldBe((1, 1));
        (next.Queued.Pending, next.Queued.Sending).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Who_waits_for_a_person_is_told_from_whom_one_has()
    {
        var (waiting, assigned) = (await StoredTalk.BegunAsync(Stores), await StoredTalk.BegunAsync(Stores));
        await EscalateAsync(waiting);
        Stores.Clock.Advance(Minute);
        await EscalateAsync(assigned);
        await assigned.TakeOverAsync();

        var counts = await CountAsync();

        (counts.Waiting, counts.OldestWaiting, counts.Assigned).ShouldBe((1, Stores.Clock.Now - Minute, 1));
    }

    private async Task EscalateAsync(StoredTalk talk)
    {
        var turn = talk.Answer(await talk.WriteAsync());
        await talk.CommitAsync(turn with { Conversation = turn.Conversation.Escalate("support", "asked", Stores.Clock.Now) });
    }

    private Task<BacklogCounts> CountAsync() => Stores.Get<IBacklog>().CountAsync(100, CancellationToken.None);
}

public sealed class BacklogOnSqlite(SqliteStores stores) : BacklogContract(stores), IClassFixture<SqliteStores>;

public sealed class BacklogOnPostgres(PostgresStores stores) : BacklogContract(stores), IClassFixture<PostgresStores>;
