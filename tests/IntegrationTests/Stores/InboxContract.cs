using System.Text;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.IntegrationTests.Stores;

public abstract class InboxContract(StoresUnderTest stores) : StoreContract(stores)
{
    private static readonly int[] AllSlots = [.. Enumerable.Range(0, LookupHash.Slots)];

    public static TheoryData<InboxKind> LaneKinds => [.. Enum.GetValues<InboxKind>().Where(kind => kind.IsOfLane())];

    [Fact]
    public async Task A_message_is_stored_once_within_a_batch_and_across_batches()
    {
        var talk = new StoredTalk(Stores);
        var other = talk.Entry("second");

        var first = await Stores.Inbox.StoreAsync([talk.Entry("first"), talk.Entry("first"), other], CancellationToken.None);
        var again = await Stores.Inbox.StoreAsync([other, talk.Entry("third"), talk.Entry("first")], CancellationToken.None);

        first.Select(stored => stored.Id is not null).ShouldBe([true, false, true]);
        again.Select(stored => stored.Id is not null).ShouldBe([false, true, false]);
        (await CountAsync("kind = 'message'")).ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(LaneKinds))]
    public async Task A_row_of_any_kind_that_moves_a_conversation_is_stored_once(InboxKind kind)
    {
        var row = new StoredTalk(Stores).Entry("once") with { Kind = kind };

        var stored = await Stores.Inbox.StoreAsync([row, row], CancellationToken.None);
        var again = await Stores.Inbox.StoreAsync([row], CancellationToken.None);

        stored.Concat(again).Select(entry => entry.Id is not null).ShouldBe([true, false, false]);
    }

    [Fact]
    public async Task The_same_id_at_another_of_our_numbers_is_another_message()
    {
        var entry = new StoredTalk(Stores).Entry("same");

        var stored = await Stores.Inbox.StoreAsync([entry, entry with { IntegratedNumber = "919800000002" }], CancellationToken.None);

        stored.ShouldAllBe(row => row.Id != null);
    }

    [Fact]
    public async Task Reports_and_unreadable_bodies_never_collide()
    {
        var now = Stores.Clock.Now;
        var report = new InboxEntry(InboxKind.Report, null, "", Stores.Hashes.OfProviderId("uuid"), now, "{}"u8.ToArray());
        var unread = new InboxEntry(InboxKind.Unread, null, "", default, now, "?"u8.ToArray(), "body: is not JSON");

        var stored = await Stores.Inbox.StoreAsync([report, unread, report, unread], CancellationToken.None);
        var again = await Stores.Inbox.StoreAsync([unread, report], CancellationToken.None);

        stored.Concat(again).Select(row => row.Id).ShouldBeUnique();
        stored.Concat(again).ShouldAllBe(row => row.Id != null);
        (await CountAsync("state = 'quarantined' AND error = 'body: is not JSON'")).ShouldBe(3);
    }

    [Fact]
    public async Task Rows_are_taken_in_the_order_in_which_they_were_accepted()
    {
        var (early, late) = (new StoredTalk(Stores), new StoredTalk(Stores));

        var stored = await Stores.Inbox.StoreAsync([early.Entry(), late.Entry(), early.Entry(), late.Entry()], CancellationToken.None);

        stored.Select(row => row.Id!.Value).ShouldBeInOrder();
        (await Stores.Inbox.ListWaitingCustomersAsync(null, 10, CancellationToken.None)).ShouldBe([early.Lane, late.Lane]);
        (await Stores.Inbox.ListWaitingCustomersAsync(null, 1, CancellationToken.None)).ShouldBe([early.Lane]);
        (await OldestAsync(early))!.Id.ShouldBe(stored[0].Id!.Value);
        await Stores.Inbox.SettleAsync(stored[0].Id!.Value, CancellationToken.None);
        (await OldestAsync(early))!.Id.ShouldBe(stored[2].Id!.Value);
        (await OldestAsync(late))!.Id.ShouldBe(stored[1].Id!.Value);
    }

    [Fact]
    public async Task Many_posts_at_once_are_all_stored_each_with_its_own_row()
    {
        var talks = Enumerable.Range(0, 200).Select(_ => new StoredTalk(Stores)).ToList();

        var stored = await Task.WhenAll(talks.Select(talk => Stores.Inbox.StoreAsync([talk.Entry("once"), talk.Entry("once")], CancellationToken.None)));

        stored.ShouldAllBe(rows => rows[0].Id != null && rows[1].Id == null);
        foreach (var (talk, rows) in talks.Zip(stored).Take(20))
        {
            (await OldestAsync(talk))!.Id.ShouldBe(rows[0].Id!.Value);
        }
    }

    [Theory]
    [InlineData("done")]
    [InlineData("dead")]
    public async Task Only_a_pending_row_fails_is_buried_or_settled(string state)
    {
        var row = await new StoredTalk(Stores).WriteAsync();
        await Stores.ExecuteAsync("UPDATE inbox SET state = @state WHERE id = @id", ("@state", state), ("@id", row.Id));
        var before = await Stores.DumpAsync();

        await Stores.Inbox.CountFailureAsync(row.Id, "late", CancellationToken.None);
        await Stores.Inbox.BuryAsync(row.Id, "late", CancellationToken.None);
        await Stores.Inbox.SettleAsync(row.Id, CancellationToken.None);
        await Stores.Inbox.CountRecoveriesAsync(AllSlots, CancellationToken.None);

        (await Stores.DumpAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("done")]
    [InlineData("dead")]
    public async Task What_came_to_nothing_and_is_asked_for_again_is_pending_with_nothing_held_against_it(string state)
    {
        var talk = new StoredTalk(Stores);
        var (entry, other) = (talk.Entry() with { Kind = InboxKind.Resend }, talk.Entry());
        var ids = (await Stores.Inbox.StoreAsync([entry, other, entry with { Kind = InboxKind.Report }], CancellationToken.None)).Select(row => row.Id!.Value).ToList();
        await Stores.ExecuteAsync("UPDATE inbox SET state = @state, attempts = 4, recoveries = 3, error = 'x'", ("@state", state));

        await Stores.Inbox.ReviveAsync(entry with { ReceivedAt = entry.ReceivedAt.AddHours(1), Body = "asked anew"u8.ToArray() }, CancellationToken.None);

        var row = (await OldestAsync(talk))!;
        (row.Id, row.Failures, row.Recoveries, row.ReceivedAt).ShouldBe((ids[0], 0, 0, entry.ReceivedAt.AddHours(1)));
        row.Body.ToArray().ShouldBe("asked anew"u8.ToArray());
        (await CountAsync("state = 'pending' AND error IS NULL")).ShouldBe(1);
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("quarantined")]
    public async Task What_waits_or_cannot_be_read_stays_as_it_is_when_it_is_asked_for_again(string state)
    {
        var entry = new StoredTalk(Stores).Entry() with { Kind = InboxKind.Resend };
        await Stores.Inbox.StoreAsync([entry], CancellationToken.None);
        await Stores.ExecuteAsync("UPDATE inbox SET state = @state, attempts = 2", ("@state", state));
        var before = await Stores.DumpAsync();

        await Stores.Inbox.ReviveAsync(entry, CancellationToken.None);

        (await Stores.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_failure_is_counted_and_a_row_that_is_given_up_is_looked_for_no_more()
    {
        var talk = new StoredTalk(Stores);
        var row = await talk.WriteAsync();

        await Stores.Inbox.CountFailureAsync(row.Id, "FormatException", CancellationToken.None);
        var failed = await OldestAsync(talk);
        await Stores.Inbox.BuryAsync(row.Id, "FormatException", CancellationToken.None);

        failed!.Failures.ShouldBe(1);
        (await OldestAsync(talk)).ShouldBeNull();
        (await CountAsync("state = 'dead' AND error = 'FormatException'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_recovery_counts_for_the_oldest_row_of_each_lane_only()
    {
        var (one, two) = (new StoredTalk(Stores), new StoredTalk(Stores));
        var first = await one.WriteAsync();
        await one.WriteAsync();
        await two.WriteAsync();

        await Stores.Inbox.CountRecoveriesAsync(AllSlots, CancellationToken.None);
        await Stores.Inbox.CountRecoveriesAsync(AllSlots, CancellationToken.None);
        var recovered = await OldestAsync(one);
        await Stores.Inbox.SettleAsync(first.Id, CancellationToken.None);

        recovered!.Recoveries.ShouldBe(2);
        (await OldestAsync(one))!.Recoveries.ShouldBe(0);
        (await OldestAsync(two))!.Recoveries.ShouldBe(2);
    }

    [Fact]
    public async Task A_row_comes_back_as_it_was_stored()
    {
        var talk = new StoredTalk(Stores);
        var entry = talk.Entry() with { Body = Encoding.UTF8.GetBytes("{\"text\":\"हाँ \\u0000\"}") };
        await Stores.Inbox.StoreAsync([entry], CancellationToken.None);

        var row = await OldestAsync(talk);

        row!.Body.ToArray().ShouldBe(entry.Body.ToArray());
        row.ReceivedAt.ShouldBe(entry.ReceivedAt);
        (row.Kind, row.Customer, row.IntegratedNumber).ShouldBe((entry.Kind, talk.Lane, entry.IntegratedNumber));
    }

    protected Task<LaneRow?> OldestAsync(StoredTalk talk) => Stores.Inbox.FindOldestPendingAsync(talk.Lane, CancellationToken.None);

    protected async Task<int> CountAsync(string condition) => (await Stores.RowsAsync($"SELECT id FROM inbox WHERE {condition}")).Count;
}

public sealed class InboxOnSqlite(SqliteStores stores) : InboxContract(stores), IClassFixture<SqliteStores>;

public sealed class InboxOnPostgres(PostgresStores stores) : InboxContract(stores), IClassFixture<PostgresStores>
{
    [Theory]
    [InlineData(0)]
    [InlineData(0xd800)]
    public async Task What_the_database_refuses_goes_to_quarantine_and_the_rest_is_stored(int unit)
    {
        var talk = new StoredTalk(Stores);
        var refused = talk.Entry() with { IntegratedNumber = "91980" + (char)unit, Body = "as it came"u8.ToArray() };

        var posts = await Task.WhenAll(
            Stores.Inbox.StoreAsync([talk.Entry()], CancellationToken.None),
            Stores.Inbox.StoreAsync([talk.Entry(), refused, talk.Entry()], CancellationToken.None),
            Stores.Inbox.StoreAsync([talk.Entry()], CancellationToken.None));

        posts.SelectMany(post => post).Count(row => row.Id != null).ShouldBe(4);
        posts[1][1].Fault.ShouldNotBeNull();
        (await CountAsync("state = 'pending'")).ShouldBe(4);
        var kept = await Stores.RowsAsync("SELECT * FROM inbox WHERE state = 'quarantined'");
        kept.ShouldHaveSingleItem()["body"].ShouldBe(Convert.ToHexString("as it came"u8));
    }

    [Fact]
    public async Task Two_processes_that_get_the_same_repeats_in_different_orders_both_answer()
    {
        await using var other = await Stores.OpenAsync();
        var talk = new StoredTalk(Stores);
        var inboxes = new[] { Stores.Inbox, (IInbox)other.GetService(typeof(IInbox))! };

        for (var round = 0; round < 10; round++)
        {
            var entries = Enumerable.Range(0, 300).Select(index => talk.Entry($"{round}-{index}")).ToList();
            var stored = await Task.WhenAll(
                inboxes[0].StoreAsync(entries, CancellationToken.None),
                inboxes[1].StoreAsync([.. entries.AsEnumerable().Reverse()], CancellationToken.None));

            stored.SelectMany(rows => rows).Count(row => row.Id != null).ShouldBe(300);
        }
    }
}
