using System.Text;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Retention;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>Whoever is erased has never been there, for whatever comes afterwards, and whatever was decided before.</summary>
public abstract class ErasureContract(StoresUnderTest stores) : StoreContract(stores)
{
    private static readonly Actor Devi = new(ActorKind.Agent, Guid.CreateVersion7(), "Devi", Role.Administrator.PermissionsOf());

    private IErasures Erasures => Stores.Get<IErasures>();

    [Fact]
    public async Task All_of_a_customer_goes_and_nothing_of_anybody_else()
    {
        var (talk, other) = (await StoredTalk.BegunAsync(Stores), await StoredTalk.BegunAsync(Stores));
        await talk.TurnAsync("one", "two");
        await talk.SayAsAgentAsync("three");
        await other.TurnAsync("theirs");
        var before = await DumpOfAsync(other);

        (await EraseAsync(talk)).Error.ShouldBeNull();

        (await DumpOfAsync(other)).ShouldBe(before);
        (await Stores.RowsAsync("SELECT * FROM customers")).Count.ShouldBe(1);
        (await Stores.RowsAsync("SELECT * FROM conversations")).Count.ShouldBe(1);
        (await Stores.RowsAsync("SELECT * FROM messages")).ShouldAllBe(row => row["customer_id"] == IdOf(other));
        (await Stores.ClaimAsync()).ShouldHaveSingleItem().Message.Text.ShouldBe("theirs");
        var entry = (await Stores.RowsAsync("SELECT * FROM audit WHERE subject_id = @id", ("@id", $"{talk.Customer!.Id}"))).ShouldHaveSingleItem();
        (entry["action"], entry["actor_name"], entry["before"], entry["after"]).ShouldBe(("customer.erased", "Devi", """{"conversations":1,"messages":5}""", null));
    }

    [Fact]
    public async Task By_which_reports_find_their_messages_goes_too_and_of_young_ones_when_no_report_comes_any_more()
    {
        var limits = new RetentionLimits();
        var (talk, other) = (await Stores.AnsweredAsync(), await Stores.AnsweredAsync());
        Stores.Clock.Advance(TimeSpan.FromDays(8));
        await Stores.AnswerAsync(talk);

        (await EraseAsync(talk)).Error.ShouldBeNull();

        (await Stores.CountAsync("provider_references")).ShouldBe(2);
        (await Stores.RemoveOldAsync(limits, RetentionKind.ErasedReferences)).ShouldBeEmpty();
        Stores.Clock.Advance(TimeSpan.FromDays(7.1));
        (await Stores.RemoveOldAsync(limits, RetentionKind.ErasedReferences)).ShouldBe(new() { [RetentionKind.ErasedReferences] = 1 });
        var left = (await Stores.RowsAsync("SELECT message_id FROM provider_references")).ShouldHaveSingleItem();
        (await Stores.RowsAsync("SELECT id FROM messages WHERE customer_id = @id AND direction = 'outbound'", ("@id", other.Customer!.Id.Value)))
            .ShouldHaveSingleItem()["id"].ShouldBe(left["message_id"]);
    }

    [Fact]
    public async Task After_a_long_standstill_they_go_with_the_first_round()
    {
        var talk = await Stores.AnsweredAsync();
        (await EraseAsync(talk)).Error.ShouldBeNull();
        Stores.Clock.Advance(TimeSpan.FromDays(20));

        var begun = OldReferences.OfErased(Stores.Get<Database>());

        (await StoredAge.RemoveOldAsync([begun], new RetentionLimits(), Stores.Clock.Now)).ShouldBe(new() { [RetentionKind.ErasedReferences] = 1 });
    }

    [Fact]
    public async Task Of_what_they_posted_only_what_knows_a_repeat_again_is_left()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var (handled, waiting) = (talk.Entry("handled"), talk.Entry("waiting"));
        await Stores.Inbox.StoreAsync([handled], CancellationToken.None);
        await Stores.ExecuteAsync("UPDATE inbox SET state = 'dead', error = 'why'");
        await Stores.Inbox.StoreAsync([waiting], CancellationToken.None);

        var erased = (await EraseAsync(talk)).Value;

        (await Stores.Inbox.StoreAsync([handled, waiting], CancellationToken.None)).ShouldAllBe(stored => stored.Id == null);
        var rows = await Stores.RowsAsync("SELECT * FROM inbox WHERE kind = 'message'");
        rows.Count.ShouldBe(3);
        rows.ShouldAllBe(row => row["state"] == "done" && row["body"] == "" && row["error"] == null && row["customer_hash"] == null && row["slot"] == null);
        erased.Sessions.Select(session => (session.Customer, session.IntegratedNumber)).ShouldBe([(talk.Lane, StoresUnderTest.OurNumber)]);
        erased.Addresses.ShouldBe([talk.Phone.Digits]);
        var next = (await Stores.Inbox.FindOldestPendingAsync(talk.Lane, CancellationToken.None))!;
        (next.Kind, next.IntegratedNumber).ShouldBe((InboxKind.Erasure, StoresUnderTest.OurNumber));
        await Erasures.OverwriteAsync(CancellationToken.None);
        await Erasures.FinishAsync(next.Id, CancellationToken.None);
        (await Stores.RowsAsync("SELECT * FROM inbox WHERE customer_hash IS NOT NULL")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_could_not_be_read_and_reports_that_wait_are_emptied_where_they_name_the_customer()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var named = Encoding.UTF8.GetBytes($$"""{"from":"+{{talk.Phone.Digits[..2]}} {{talk.Phone.Digits[2..]}}"}""");
        var (uuid, now) = (Stores.Hashes.OfProviderId("uuid"), Stores.Clock.Now);
        await Stores.Inbox.StoreAsync(
            [
                new InboxEntry(InboxKind.Unread, null, "", default, now, named, "text: missing"),
                new InboxEntry(InboxKind.Unread, null, "", default, now, "{}"u8.ToArray(), "text: missing"),
                new InboxEntry(InboxKind.Report, null, "", uuid, now, named),
                new InboxEntry(InboxKind.Report, null, "", uuid, now, "{}"u8.ToArray()),
            ],
            CancellationToken.None);

        (await EraseAsync(talk)).Error.ShouldBeNull();

        var rows = await Stores.RowsAsync("SELECT * FROM inbox WHERE kind IN ('unread', 'report') ORDER BY id");
        rows.Select(row => (row["state"], row["body"], row["error"])).ShouldBe(
            [("done", "", null), ("quarantined", "7B7D", "text: missing"), ("done", "", null), ("pending", "7B7D", null)]);
    }

    [Fact]
    public async Task What_this_program_has_asked_itself_goes_whole()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await Stores.Inbox.StoreAsync(
            [.. new[] { InboxKind.Timer, InboxKind.GiveBack, InboxKind.Resend, InboxKind.Resend }.Select((kind, index) => talk.Entry($"own {index}") with { Kind = kind })],
            CancellationToken.None);
        await Stores.ExecuteAsync("UPDATE inbox SET state = 'done' WHERE kind = 'timer'");
        await Stores.ExecuteAsync("UPDATE inbox SET state = 'dead' WHERE kind = 'giveback'");

        (await EraseAsync(talk)).Error.ShouldBeNull();

        (await Stores.RowsAsync("SELECT DISTINCT kind FROM inbox ORDER BY kind")).Select(row => row["kind"]).ShouldBe(["erasure", "message"]);
    }

    [Fact]
    public async Task Who_is_known_by_number_and_user_id_is_erased_from_both_lanes()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var (bsuid, entry) = (Stores.Hashes.OfBsuid(talk.Bsuid), talk.Entry("by user id"));
        await Stores.ExecuteAsync("UPDATE customers SET bsuid = @bsuid, bsuid_hash = @hash", ("@bsuid", talk.Bsuid), ("@hash", bsuid.Value));
        await Stores.Inbox.StoreAsync([entry with { Customer = bsuid }], CancellationToken.None);

        var erased = (await EraseAsync(talk)).Value;

        erased.Addresses.ShouldBe([talk.Phone.Digits, talk.Bsuid]);
        erased.Sessions.Select(session => session.Customer).ShouldBe([talk.Lane, bsuid]);
        (await Stores.RowsAsync("SELECT * FROM inbox WHERE kind = 'message'")).ShouldAllBe(row => row["body"] == "" && row["customer_hash"] == null);
        (await Stores.Inbox.FindOldestPendingAsync(bsuid, CancellationToken.None))!.Kind.ShouldBe(InboxKind.Erasure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_turn_that_was_decided_before_is_not_committed(bool beginsAnother)
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        talk.Conversation = beginsAnother ? null : talk.Conversation;
        var turn = talk.Answer(await talk.WriteAsync(), "too late");

        (await EraseAsync(talk)).Error.ShouldBeNull();

        (await talk.CommitAsync(turn)).Committed.ShouldBeFalse();
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task What_somebody_does_or_hears_of_afterwards_changes_nothing()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await talk.TurnAsync("one", "two");
        var claimed = await Stores.ClaimOneAsync();
        var reply = await talk.DecideAsync(before => before.Answered(1, Stores.Clock.Now), "three");
        var changed = new CustomerChanges { Name = new("Asha Rao") }.ApplyTo(talk.Customer!, Stores.Clock.Now);

        (await EraseAsync(talk)).Error.ShouldBeNull();

        (await Stores.Interventions.StoreAsync(reply, CancellationToken.None)).ShouldBe(InterventionOutcome.MovedOn);
        (await Stores.Get<ICustomers>().ChangeAsync(talk.Customer!, changed, Entry(talk.Customer!.Id, "customer.changed"), CancellationToken.None)).ShouldBeNull();
        (await Stores.StoreAsync(claimed, DeliveryStatus.Sent, "wamid.sent", claimNext: true)).ShouldBeNull();
        var report = new DeliveryReport { Uuid = "wamid.sent", Status = DeliveryStatus.Read };
        var read = new ReadReport(new StoredReport(0, Stores.Clock.Now, 0, default), report, [Stores.Hashes.OfProviderId("wamid.sent")]);
        (await Stores.Reports.ApplyAsync([read], CancellationToken.None)).ShouldBe(1, "it is settled, and does not wait for a message that never comes");
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Who_writes_again_is_somebody_new()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var before = talk.Customer!.Id;
        await EraseAsync(talk);
        (talk.Customer, talk.Conversation) = (null, null);
        await Stores.ExecuteAsync("DELETE FROM inbox WHERE kind = 'erasure'");

        (await talk.TurnAsync("welcome")).Committed.ShouldBeTrue();

        talk.Customer!.Id.ShouldNotBe(before);
        (await talk.MessagesAsync()).Count.ShouldBe(2);
        (await EraseAsync(talk)).Error.ShouldBeNull("they can be erased once more");
    }

    [Fact]
    public async Task Who_is_not_there_or_not_any_more_is_not_found_and_leaves_no_entry()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var nobody = CustomerId.New(Stores.Clock.Now);
        await EraseAsync(talk);

        (await EraseAsync(talk)).Error.ShouldBe(new CustomerNotFound(talk.Customer!.Id));
        (await EraseAsync(nobody)).Error.ShouldBe(new CustomerNotFound(nobody));

        (await Stores.RowsAsync("SELECT * FROM audit WHERE subject_id IN (@one, @other)", ("@one", $"{talk.Customer.Id}"), ("@other", $"{nobody}"))).Count.ShouldBe(1);
    }

    private static AuditEntry Entry(CustomerId customer, string action, string? before = null) =>
        new(Devi, action, SubjectKind.Customer, $"{customer}", before, null);

    private Task<Result<ErasedCustomer>> EraseAsync(StoredTalk talk) => EraseAsync(talk.Customer!.Id);

    private Task<Result<ErasedCustomer>> EraseAsync(CustomerId customer) => Erasures.EraseAsync(
        customer,
        counts => Entry(customer, "customer.erased", AuditFields.Of(("conversations", counts.Conversations), ("messages", counts.Messages))),
        CancellationToken.None);

    private async Task NothingIsLeftAsync()
    {
        foreach (var table in new[] { "customers", "conversations", "messages" })
        {
            (await Stores.RowsAsync($"SELECT * FROM {table}")).ShouldBeEmpty(table);
        }
    }

    private string IdOf(StoredTalk talk) => Stores is SqliteStores ? $"{talk.Customer!.Id}".ToUpperInvariant() : $"{talk.Customer!.Id}";

    private async Task<string> DumpOfAsync(StoredTalk talk)
    {
        var rows = new List<IReadOnlyDictionary<string, string?>>();
        rows.AddRange(await Stores.RowsAsync("SELECT * FROM inbox WHERE customer_hash = @lane ORDER BY id", ("@lane", talk.Lane.Value)));
        rows.AddRange(await Stores.RowsAsync("SELECT * FROM customers WHERE id = @id", ("@id", talk.Customer!.Id.Value)));
        rows.AddRange(await Stores.RowsAsync("SELECT * FROM conversations WHERE customer_id = @id", ("@id", talk.Customer.Id.Value)));
        rows.AddRange(await talk.MessagesAsync());
        return string.Join('\n', rows.Select(row => string.Join(' ', row)));
    }
}

public sealed class ErasureOnSqlite(SqliteStores stores) : ErasureContract(stores), IClassFixture<SqliteStores>;

public sealed class ErasureOnPostgres(PostgresStores stores) : ErasureContract(stores), IClassFixture<PostgresStores>;
