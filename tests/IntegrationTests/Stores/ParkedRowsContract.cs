using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Parked;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What was given up or could not be read: it is found by people, and taken up again once.</summary>
public abstract class ParkedRowsContract(StoresUnderTest stores) : StoreContract(stores)
{
    private IParkedRows Parked => Stores.Get<IParkedRows>();

    [Fact]
    public async Task Rows_are_listed_by_state_newest_first_and_what_is_done_is_not()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var (dead, pending) = ((await talk.WriteAsync()).Id, (await talk.WriteAsync()).Id);
        await Stores.Inbox.BuryAsync(dead, "FormatException", CancellationToken.None);
        var unread = await StoreAsync(Unread());
        var report = await StoreAsync(new InboxEntry(InboxKind.Report, null, "", Stores.Hashes.OfProviderId("u"), Stores.Clock.Now, "{}"u8.ToArray()));

        (await IdsAsync(null)).ShouldBe([unread, dead]);
        (await IdsAsync(InboxState.Dead)).ShouldBe([dead]);
        (await IdsAsync(InboxState.Quarantined)).ShouldBe([unread]);
        (await IdsAsync(InboxState.Pending)).ShouldBe([report, pending]);
        (await IdsAsync(null, before: unread)).ShouldBe([dead]);
        (await IdsAsync(null, limit: 1)).ShouldBe([unread]);
        (await IdsAsync(InboxState.Pending, limit: 1)).ShouldBe([report]);
    }

    [Fact]
    public async Task A_row_tells_why_it_is_parked_and_whose_it_is()
    {
        var (talk, byUserId) = (await StoredTalk.BegunAsync(Stores), new StoredTalk(Stores, byUserId: true));
        await byUserId.TurnAsync();
        var (one, other) = ((await talk.WriteAsync()).Id, (await byUserId.WriteAsync()).Id);
        await Stores.Inbox.CountFailureAsync(one, "FormatException", CancellationToken.None);
        await Stores.Inbox.CountRecoveriesAsync([.. Enumerable.Range(0, Domain.Customers.LookupHash.Slots)], CancellationToken.None);
        await Stores.Inbox.BuryAsync(one, "FormatException", CancellationToken.None);

        var found = (await Parked.FindAsync(one, CancellationToken.None))!;

        found.View.ShouldBe(new InboxRowView
        {
            Id = one,
            State = InboxState.Dead,
            Kind = InboxKind.Message,
            ReceivedAt = Stores.Clock.Now,
            Attempts = 1,
            Recoveries = 1,
            Error = "FormatException",
            Customer = talk.Customer!.Id.Value,
            Conversation = talk.Conversation!.Id.Value,
        });
        (found.Lane, found.Body.ToArray()).ShouldSatisfyAllConditions(
            row => row.Lane.ShouldBe(talk.Lane), row => row.Item2.ShouldBe("{}"u8.ToArray()));
        (await Parked.ListAsync(new InboxFilter(InboxState.Dead, null, 5), CancellationToken.None)).ShouldBe([found.View]);
        (await Parked.FindAsync(other, CancellationToken.None))!.View.Conversation.ShouldBe(byUserId.Conversation!.Id.Value);
        (await Parked.FindAsync(other + 1000, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_whom_nobody_knows_yet_is_named_by_no_id()
    {
        var row = await new StoredTalk(Stores).WriteAsync();

        var view = (await Parked.FindAsync(row.Id, CancellationToken.None))!.View;

        (view.Customer, view.Conversation).ShouldBe((null, null));
    }

    [Fact]
    public async Task A_dead_row_goes_back_to_its_old_place_with_nothing_held_against_it()
    {
        var talk = new StoredTalk(Stores);
        var (dead, later) = (await talk.WriteAsync(), await talk.WriteAsync());
        await Stores.ExecuteAsync("UPDATE inbox SET attempts = 3, recoveries = 21, state = 'dead', error = 'x' WHERE id = @id", ("@id", dead.Id));

        (await Parked.ReviveAsync(dead.Id, Replayed(dead.Id), CancellationToken.None)).ShouldBeTrue();

        var oldest = (await Stores.Inbox.FindOldestPendingAsync(talk.Lane, CancellationToken.None))!;
        (oldest.Id, oldest.Failures, oldest.Recoveries, oldest.ReceivedAt).ShouldBe((dead.Id, 0, 0, dead.ReceivedAt));
        (await talk.CommitAsync(talk.Answer(later))).Committed.ShouldBeFalse();
        (await Stores.RowsAsync("SELECT id FROM inbox WHERE error IS NOT NULL")).ShouldBeEmpty();
        (await EntriesAsync(dead.Id)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Each_replay_is_in_the_audit_log_once_and_what_was_refused_is_not()
    {
        var row = await new StoredTalk(Stores).WriteAsync();
        await Stores.Inbox.BuryAsync(row.Id, "FormatException", CancellationToken.None);
        var unread = await StoreAsync(Unread());

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Parked.ReviveAsync(row.Id, Replayed(row.Id), CancellationToken.None)));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Parked.ReplaceAsync(unread, [], Replayed(unread), CancellationToken.None)));

        var entry = (await EntriesAsync(row.Id)).ShouldHaveSingleItem();
        (entry["actor_kind"], entry["actor_name"], entry["action"], entry["before"], entry["after"]).ShouldBe(
            ("agent", "meera", "inbox_row.replayed", "{}", null));
        (await EntriesAsync(unread)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_report_that_goes_back_is_due_at_once()
    {
        var id = await StoreAsync(new InboxEntry(InboxKind.Report, null, "", Stores.Hashes.OfProviderId("u"), Stores.Clock.Now, "{}"u8.ToArray()));
        await Stores.ExecuteAsync("UPDATE inbox SET state = 'dead', next_attempt_at = NULL WHERE id = @id", ("@id", id));

        (await Parked.ReviveAsync(id, Replayed(id), CancellationToken.None)).ShouldBeTrue();

        (await Stores.Reports.ListDueAsync(null, 10, false, CancellationToken.None)).ShouldHaveSingleItem().InboxId.ShouldBe(id);
    }

    [Theory]
    [InlineData("pending", "message")]
    [InlineData("done", "message")]
    [InlineData("quarantined", "unread")]
    public async Task Only_what_is_parked_and_has_a_place_to_go_back_to_is_revived(string state, string kind)
    {
        var row = await new StoredTalk(Stores).WriteAsync();
        await Stores.ExecuteAsync("UPDATE inbox SET state = @state, kind = @kind, attempts = 2 WHERE id = @id", ("@state", state), ("@kind", kind), ("@id", row.Id));
        var before = await Stores.DumpAsync();

        (await Parked.ReviveAsync(row.Id, Replayed(row.Id), CancellationToken.None)).ShouldBeFalse();

        (await Stores.DumpAsync()).ShouldBe(before);
        (await EntriesAsync(row.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_read_anew_is_stored_beside_it_and_it_is_done()
    {
        var (talk, other) = (new StoredTalk(Stores), new StoredTalk(Stores));
        var known = talk.Entry("known");
        await StoreAsync(known);
        var unread = await StoreAsync(Unread());
        var (entry, report) = (other.Entry("new"), new InboxEntry(InboxKind.Report, null, "", Stores.Hashes.OfProviderId("u"), Stores.Clock.Now, "{}"u8.ToArray()));

        var replaced = (await Parked.ReplaceAsync(unread, [known, entry, report, Unread()], Replayed(unread), CancellationToken.None)).Value.Stored;

        replaced.Select(stored => stored.Id is null).ShouldBe([true, false, false, false]);
        (await Parked.FindAsync(unread, CancellationToken.None))!.View.ShouldSatisfyAllConditions(
            view => view.State.ShouldBe(InboxState.Done), view => view.Error.ShouldBeNull());
        var oldest = (await Stores.Inbox.FindOldestPendingAsync(other.Lane, CancellationToken.None))!;
        (oldest.Id, oldest.Kind, oldest.IntegratedNumber, oldest.ReceivedAt).ShouldBe((replaced[1].Id!.Value, InboxKind.Message, entry.IntegratedNumber, entry.ReceivedAt));
        (await Stores.Reports.ListDueAsync(null, 10, false, CancellationToken.None)).ShouldHaveSingleItem().InboxId.ShouldBe(replaced[2].Id!.Value);
        (await IdsAsync(InboxState.Quarantined)).ShouldBe([replaced[3].Id!.Value]);
    }

    [Fact]
    public async Task What_is_read_anew_keeps_the_order_in_which_it_was_written()
    {
        var talk = new StoredTalk(Stores);
        var unread = await StoreAsync(Unread());

        var stored = (await Parked.ReplaceAsync(unread, [.. Enumerable.Range(0, 20).Select(_ => talk.Entry())], Replayed(unread), CancellationToken.None)).Value.Stored;

        stored.Select(row => row.Id!.Value).ShouldBeInOrder();
    }

    [Fact]
    public async Task Two_who_read_it_anew_at_once_have_one_effect()
    {
        var unread = await StoreAsync(Unread());
        var report = new InboxEntry(InboxKind.Report, null, "", Stores.Hashes.OfProviderId("u"), Stores.Clock.Now, "{}"u8.ToArray());

        var replaced = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Parked.ReplaceAsync(unread, [report], Replayed(unread), CancellationToken.None)));

        replaced.Count(result => result.Error is null).ShouldBe(1);
        replaced.Select(result => result.Error).OfType<Error>().ShouldAllBe(error => error is InboxRowNotParked);
        (await Stores.Reports.ListDueAsync(null, 10, false, CancellationToken.None)).Count.ShouldBe(1);
    }

    protected static AuditEntry Replayed(long id) =>
        new(People.Agent("meera"), "inbox_row.replayed", SubjectKind.InboxRow, $"{id}", "{}", null);

    protected Task<List<IReadOnlyDictionary<string, string?>>> EntriesAsync(long id) =>
        Stores.RowsAsync("SELECT * FROM audit WHERE subject_id = @id AND subject_kind = 'inboxrow'", ("@id", $"{id}"));

    protected static InboxEntry Unread() => new(InboxKind.Unread, null, "", default, StoredAt, "?"u8.ToArray(), "body: not JSON");

    protected async Task<long> StoreAsync(InboxEntry entry) => (await Stores.Inbox.StoreAsync([entry], CancellationToken.None))[0].Id!.Value;

    private static DateTimeOffset StoredAt { get; } = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private async Task<IEnumerable<long>> IdsAsync(InboxState? state, long? before = null, int limit = 10) =>
        (await Parked.ListAsync(new InboxFilter(state, before, limit), CancellationToken.None)).Select(row => row.Id);
}

public sealed class ParkedRowsOnSqlite(SqliteStores stores) : ParkedRowsContract(stores), IClassFixture<SqliteStores>;

public sealed class ParkedRowsOnPostgres(PostgresStores stores) : ParkedRowsContract(stores), IClassFixture<PostgresStores>
{
    [Fact]
    public async Task What_is_read_anew_while_it_is_posted_again_ends_in_no_circle()
    {
        var talk = new StoredTalk(Stores);
        for (var round = 0; round < 5; round++)
        {
            var unread = await StoreAsync(Unread());
            var entries = Enumerable.Range(0, 300).Select(index => talk.Entry($"{round}-{index}")).OrderByDescending(entry => entry.ProviderId.Value).ToList();

            var replaying = Stores.Get<IParkedRows>().ReplaceAsync(unread, entries, Replayed(unread), CancellationToken.None);
            var posts = Enumerable.Range(0, 10).Select(_ => Stores.Inbox.StoreAsync(entries, CancellationToken.None)).ToList();

            var stored = (await Task.WhenAll(posts)).SelectMany(post => post).Concat((await replaying).Value.Stored);
            stored.Count(row => row.Id is not null).ShouldBe(entries.Count);
        }
    }

    [Fact]
    public async Task What_the_database_cannot_hold_leaves_everything_as_it_was()
    {
        var unread = await StoreAsync(Unread());
        var talk = new StoredTalk(Stores);
        var before = await Stores.DumpAsync();

        var result = await Stores.Get<IParkedRows>().ReplaceAsync(
            unread, [talk.Entry(), talk.Entry() with { IntegratedNumber = "91980\0" }], Replayed(unread), CancellationToken.None);

        result.Error.ShouldBeOfType<InboxRowStillUnreadable>();
        (await Stores.DumpAsync()).ShouldBe(before);
        (await EntriesAsync(unread)).ShouldBeEmpty();
    }
}
