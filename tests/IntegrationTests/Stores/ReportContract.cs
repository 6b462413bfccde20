using System.Text;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.IntegrationTests.Stores;

public abstract class ReportContract(StoresUnderTest stores) : StoreContract(stores)
{
    [Theory]
    [InlineData("wamid.1", null, false)]
    [InlineData(null, "request-1", false)]
    [InlineData("wamid.other", "request-1", false)]
    [InlineData(null, null, true)]
    [InlineData("wamid.other", "request-other", true)]
    public async Task A_report_finds_its_message_by_any_of_its_ids(string? uuid, string? request, bool byReference)
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("a reply");
        var claimed = await Stores.ClaimOneAsync();
        await StoreSentAsync(claimed, "wamid.1", "request-1");

        var matched = await ApplyAsync(new DeliveryReport
        {
            Uuid = uuid,
            RequestId = request,
            Reference = byReference ? claimed.Message.Id : null,
            Status = DeliveryStatus.Delivered,
        });

        matched.ShouldBe(1);
        (await talk.StatesAsync()).ShouldBe("delivered");
    }

    [Fact]
    public async Task A_report_that_names_nothing_of_ours_moves_nothing()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("a reply");
        var inbound = MessageId.New(Stores.Clock.Now);
        await Stores.ExecuteAsync("UPDATE messages SET id = @id WHERE direction = 'inbound'", ("@id", inbound.Value));

        var matched = await ApplyAsync(new DeliveryReport { Uuid = "wamid.x", Reference = inbound, Status = DeliveryStatus.Failed });

        matched.ShouldBe(0);
        (await talk.MessagesAsync()).Select(row => row["delivery_status"]).ShouldBe(["delivered", "pending"]);
    }

    [Fact]
    public async Task A_late_report_on_an_earlier_attempts_id_still_counts_and_nothing_is_sent_again()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two");
        await StoreAsync(await Stores.ClaimOneAsync(), DeliveryStatus.Unknown, "wamid.first");
        Stores.Clock.Advance(TimeSpan.FromSeconds(31));
        await Stores.SettleUnknownAsync();

        await ApplyAsync(new DeliveryReport { Uuid = "wamid.first", Status = DeliveryStatus.Sent });

        (await Stores.ClaimOneAsync()).Message.Text.ShouldBe("two");
        (await talk.StatesAsync()).ShouldBe("sent sending");
    }

    [Fact]
    public async Task Evidence_settles_what_was_perhaps_sent_and_the_queue_goes_on()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two");
        var claimed = await Stores.ClaimOneAsync();
        await StoreAsync(claimed, DeliveryStatus.Unknown);

        await ApplyAsync(new DeliveryReport { Reference = claimed.Message.Id, Status = DeliveryStatus.Failed, Reason = "(131026)" });

        (await Stores.ClaimOneAsync()).Message.Text.ShouldBe("two");
        (await talk.MessagesAsync())[1]["failure_reason"].ShouldBe("(131026)");
    }

    [Fact]
    public async Task An_applied_report_keeps_nothing_of_its_body()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        await StoreSentAsync(await Stores.ClaimOneAsync(), "wamid.sent");
        await PostAsync("wamid.sent");

        (await ApplyDueAsync()).ShouldBe(1);

        var row = (await Stores.RowsAsync("SELECT * FROM inbox WHERE kind = 'report'")).ShouldHaveSingleItem();
        (row["state"], row["body"]).ShouldBe(("done", ""));
    }

    [Fact]
    public async Task Ids_that_only_a_report_names_are_kept_with_its_message()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        var claimed = await Stores.ClaimOneAsync();
        await StoreAsync(claimed, DeliveryStatus.Unknown);
        await ApplyAsync(new DeliveryReport { Uuid = "wamid.learned", Reference = claimed.Message.Id, Status = DeliveryStatus.Sent });

        var matched = await ApplyAsync(new DeliveryReport { Uuid = "wamid.learned", Status = DeliveryStatus.Delivered });

        matched.ShouldBe(1);
        (await talk.StatesAsync()).ShouldBe("delivered");
        (await Stores.Unsettled.OwnersAsync(["wamid.learned"], CancellationToken.None))["wamid.learned"].ShouldBe([claimed.Message.Id]);
    }

    [Fact]
    public async Task Nothing_is_sent_again_while_a_stored_report_is_not_looked_at()
    {
        await ToBeRepeatedAsync();
        await PostAsync("wamid.not-looked-at");
        Stores.Clock.Advance(TimeSpan.FromSeconds(3));

        var before = await Stores.ClaimAsync();
        await ApplyDueAsync();
        var after = await Stores.ClaimAsync();

        before.ShouldBeEmpty();
        after.ShouldHaveSingleItem().Message.Text.ShouldBe("one");
    }

    [Fact]
    public async Task Reports_that_nobody_can_apply_hold_nothing_up_for_ever()
    {
        await ToBeRepeatedAsync();
        await PostAsync("wamid.stuck");

        Stores.Clock.Advance(TimeSpan.FromMinutes(5));

        (await Stores.ClaimOneAsync()).Message.Text.ShouldBe("one");
    }

    [Fact]
    public async Task Reports_that_come_in_all_the_time_hold_nothing_up()
    {
        await ToBeRepeatedAsync();

        await PostAsync("wamid.just-in");

        (await Stores.ClaimOneAsync()).Message.Text.ShouldBe("one");
    }

    [Fact]
    public async Task A_withdrawn_message_never_moves()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        await talk.TakeOverAsync();
        await Stores.ClaimAsync();
        var before = await talk.MessagesAsync();
        var id = new MessageId(Guid.Parse(before[1]["id"]!));

        foreach (var status in new[] { DeliveryStatus.Sent, DeliveryStatus.Failed, DeliveryStatus.Delivered, DeliveryStatus.Read })
        {
            await ApplyAsync(new DeliveryReport { Reference = id, Status = status, Reason = "late", OccurredAt = Stores.Clock.Now });
        }

        before[1]["delivery_status"].ShouldBe("cancelled");
        (await talk.MessagesAsync())[1].ShouldBe(before[1]);
    }

    [Fact]
    public async Task A_report_that_comes_before_the_id_is_stored_waits_for_it()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        var claimed = await Stores.ClaimOneAsync();
        await PostAsync("wamid.early");

        var early = await ApplyDueAsync();
        var stillDue = await DueAsync();
        await StoreAsync(claimed, DeliveryStatus.Sent, "wamid.early");
        var late = await ApplyDueAsync(putOff: true);

        early.ShouldBe(0);
        stillDue.ShouldBeEmpty();
        late.ShouldBe(1);
        (await talk.StatesAsync()).ShouldBe("delivered");
        (await DueAsync(putOff: true)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_without_a_message_is_put_off_longer_each_time_and_given_up_after_a_day()
    {
        await PostAsync("wamid.nobody");

        var waits = new List<double>();
        while (await ApplyDueAsync() == 0 && await NextAsync() is { } next && waits.Count < 12)
        {
            waits.Add(next.TotalSeconds);
            Stores.Clock.Advance(next);
        }

        Stores.Clock.Advance(TimeSpan.FromHours(24));
        await ApplyDueAsync();

        waits.ShouldBe([1, 2, 4, 8, 16, 32, 64, 128, 256, 256, 256, 256]);
        (await Stores.RowsAsync("SELECT * FROM inbox")).ShouldHaveSingleItem()["state"].ShouldBe("done");
        (await Stores.RowsAsync("SELECT * FROM inbox"))[0]["error"].ShouldBe("unmatched");
    }

    [Fact]
    public async Task Looking_early_at_what_is_put_off_begins_with_the_newest_and_does_not_put_it_off_again()
    {
        await PostAsync("wamid.1");
        await PostAsync("wamid.2");
        await ApplyDueAsync();
        var before = await Stores.DumpAsync();

        var looked = await DueAsync(putOff: true);
        await ApplyDueAsync(putOff: true);

        looked.Select(report => report.InboxId).ShouldBeInOrder(SortDirection.Descending);
        (await Stores.DumpAsync()).ShouldBe(before);
    }

    protected Task<int> ApplyAsync(params DeliveryReport[] reports) => Stores.Reports.ApplyAsync(
        [.. reports.Select(report => Read(new StoredReport(0, Stores.Clock.Now, 0, ReadOnlyMemory<byte>.Empty), report))], CancellationToken.None);

    protected ReadReport Read(StoredReport stored, DeliveryReport report) => new(
        stored, report, [.. new[] { report.Uuid, report.RequestId }.OfType<string>().Select(Stores.Hashes.OfProviderId)]);

    protected Task StoreAsync(ClaimedMessage claimed, DeliveryStatus status, params string[] ids) => Stores.Outbox.StoreAsync(
        new SendResult(claimed.Message.Id, claimed.Customer, claimed.ClaimedAt, status, ids, null, null, 1, Stores.Clock.Now, false), CancellationToken.None);

    /// <summary>A bot's reply that was perhaps sent, and of which no evidence has come.</summary>
    private async Task ToBeRepeatedAsync()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        await StoreAsync(await Stores.ClaimOneAsync(), DeliveryStatus.Unknown);
        Stores.Clock.Advance(TimeSpan.FromSeconds(31));
        await Stores.SettleUnknownAsync();
        (await talk.StatesAsync()).ShouldBe("pending");
    }

    private Task StoreSentAsync(ClaimedMessage claimed, params string[] ids) => StoreAsync(claimed, DeliveryStatus.Sent, ids);

    private async Task PostAsync(string uuid) => await Stores.Inbox.StoreAsync(
        [new InboxEntry(InboxKind.Report, null, "", Stores.Hashes.OfProviderId(uuid), Stores.Clock.Now, Encoding.UTF8.GetBytes(uuid))], CancellationToken.None);

    private Task<IReadOnlyList<StoredReport>> DueAsync(bool putOff = false) => Stores.Reports.ListDueAsync(null, 100, putOff, CancellationToken.None);

    private async Task<int> ApplyDueAsync(bool putOff = false) => await Stores.Reports.ApplyAsync(
        [.. (await DueAsync(putOff)).Select(stored => Read(stored, new DeliveryReport
        {
            Uuid = Encoding.UTF8.GetString(stored.Body.Span),
            Status = DeliveryStatus.Delivered,
        }))],
        CancellationToken.None);

    private async Task<TimeSpan?> NextAsync()
    {
        for (var wait = 1; wait <= 512; wait *= 2)
        {
            Stores.Clock.Advance(TimeSpan.FromSeconds(wait));
            var due = await DueAsync();
            Stores.Clock.Advance(TimeSpan.FromSeconds(-wait));
            if (due.Count > 0)
            {
                return TimeSpan.FromSeconds(wait);
            }
        }

        return null;
    }
}

public sealed class ReportsOnSqlite(SqliteStores stores) : ReportContract(stores), IClassFixture<SqliteStores>;

public sealed class ReportsOnPostgres(PostgresStores stores) : ReportContract(stores), IClassFixture<PostgresStores>;
