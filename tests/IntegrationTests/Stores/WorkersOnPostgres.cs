using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.IntegrationTests.Stores;

public sealed class WorkersOnPostgres(PostgresStores stores) : StoreContract(stores), IClassFixture<PostgresStores>
{
    private static readonly WorkerId One = new(new Guid("0199d4c2-7a10-7000-8000-000000000001"));
    private static readonly WorkerId Two = new(new Guid("0199d4c2-7a10-7000-8000-000000000002"));

    private IWorkers Workers => Stores.Get<IWorkers>();

    [Fact]
    public async Task Who_was_seen_within_four_seconds_by_the_databases_clock_is_live()
    {
        await BeatAsync(One);
        await BeatAsync(Two);

        var both = await BeatAsync(One);
        await AgeAsync(Two, "3 seconds");
        var late = await BeatAsync(One);
        await AgeAsync(Two, "5 seconds");
        var gone = await BeatAsync(One);

        both.Select(worker => worker.Id).ShouldBe([One, Two]);
        late.Single(worker => worker.Id == Two).Ago.ShouldBeInRange(TimeSpan.FromSeconds(3), Slots.SeenWithin);
        gone.ShouldHaveSingleItem().Id.ShouldBe(One);
    }

    [Fact]
    public async Task Who_leaves_is_gone_at_once_and_who_was_only_frozen_is_back_with_the_next_beat()
    {
        await BeatAsync(One);
        await BeatAsync(Two);

        await Workers.LeaveAsync(Two, CancellationToken.None);
        var left = await BeatAsync(One);
        await BeatAsync(Two);
        await AgeAsync(Two, "2 minutes");
        await BeatAsync(One);
        var forgotten = await Stores.RowsAsync("SELECT id FROM workers");
        var thawed = await BeatAsync(Two);

        left.ShouldHaveSingleItem();
        forgotten.ShouldHaveSingleItem();
        thawed.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Each_process_finds_the_waiting_customers_of_its_own_slots_and_counts_their_recoveries()
    {
        var (ours, theirs) = await TwoInDifferentSlotsAsync();
        await ours.WriteAsync();
        await theirs.WriteAsync();

        var waiting = await Stores.Inbox.ListWaitingCustomersAsync([ours.Lane.Slot], 10, CancellationToken.None);
        await Stores.Inbox.CountRecoveriesAsync([ours.Lane.Slot], CancellationToken.None);

        waiting.ShouldBe([ours.Lane]);
        (await Stores.Inbox.FindOldestPendingAsync(ours.Lane, CancellationToken.None))!.Recoveries.ShouldBe(1);
        (await Stores.Inbox.FindOldestPendingAsync(theirs.Lane, CancellationToken.None))!.Recoveries.ShouldBe(0);
    }

    [Fact]
    public async Task Each_process_claims_what_is_for_the_customers_of_its_own_slots()
    {
        var (ours, theirs) = await TwoInDifferentSlotsAsync();
        await ours.TurnAsync("ours");
        await theirs.TurnAsync("theirs");

        var claimed = await Stores.Outbox.ClaimDueAsync([ours.Lane.Slot], 10, CancellationToken.None);
        var rest = await Stores.Outbox.ClaimDueAsync([.. Enumerable.Range(0, LookupHash.Slots).Where(slot => slot != ours.Lane.Slot)], 10, CancellationToken.None);

        claimed.ShouldHaveSingleItem().Message.Text.ShouldBe("ours");
        rest.ShouldHaveSingleItem().Message.Text.ShouldBe("theirs");
    }

    [Fact]
    public async Task Each_process_applies_the_reports_of_its_own_slots()
    {
        var hash = Stores.Hashes.OfProviderId("uuid");
        await Stores.Inbox.StoreAsync([new InboxEntry(InboxKind.Report, null, "", hash, Stores.Clock.Now, "{}"u8.ToArray())], CancellationToken.None);

        var elsewhere = await Stores.Reports.ListDueAsync([(hash.Slot + 1) % LookupHash.Slots], 10, putOff: false, CancellationToken.None);
        var here = await Stores.Reports.ListDueAsync([hash.Slot], 10, putOff: false, CancellationToken.None);

        elsewhere.ShouldBeEmpty();
        here.ShouldHaveSingleItem();
    }

    private Task<IReadOnlyList<SeenWorker>> BeatAsync(WorkerId worker) => Workers.BeatAsync(worker, CancellationToken.None);

    private Task AgeAsync(WorkerId worker, string age) =>
        Stores.ExecuteAsync("UPDATE workers SET seen_at = clock_timestamp() - CAST(@age AS interval) WHERE id = @id", ("@age", age), ("@id", worker.Value));

    private async Task<(StoredTalk Ours, StoredTalk Theirs)> TwoInDifferentSlotsAsync()
    {
        var ours = await StoredTalk.BegunAsync(Stores);
        while (true)
        {
            var theirs = await StoredTalk.BegunAsync(Stores);
            if (theirs.Lane.Slot != ours.Lane.Slot)
            {
                return (ours, theirs);
            }
        }
    }
}
