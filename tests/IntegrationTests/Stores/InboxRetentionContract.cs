using System.Text;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What was posted is kept for a time, and what is asked for with a key, and sessions until they end.</summary>
public abstract class InboxRetentionContract(StoresUnderTest stores) : StoreContract(stores)
{
    private static readonly RetentionLimits Limits = new() { Messages = TimeSpan.FromDays(1) };

    private int posts;

    [Fact]
    public async Task Whatever_its_age_nothing_goes_that_is_still_to_be_handled()
    {
        await PostAsync(InboxKind.Message);
        await PostAsync(InboxKind.Timer);
        await PostAsync(InboxKind.Report);
        Stores.Clock.Advance(TimeSpan.FromDays(4000));

        (await Stores.RemoveOldAsync(Limits)).ShouldBeEmpty();

        (await StatesAsync()).ShouldBe("pending pending pending");
    }

    [Fact]
    public async Task What_is_done_goes_when_its_time_has_come_and_reports_after_a_week()
    {
        await DoneAsync(InboxKind.Message);
        await DoneAsync(InboxKind.Report);
        Stores.Clock.Advance(TimeSpan.FromDays(6));
        await DoneAsync(InboxKind.GiveBack);
        await DoneAsync(InboxKind.Report);

        (await PassAsync(0.9)).ShouldBeEmpty();
        (await PassAsync(0.2)).ShouldBe(Gone(RetentionKind.Reports, 1));
        (await PassAsync(5)).ShouldBeEmpty();
        (await PassAsync(1)).ShouldBe(Gone(RetentionKind.Reports, 1));
        (await PassAsync(16.8)).ShouldBeEmpty();
        (await PassAsync(0.2)).ShouldBe(Gone(RetentionKind.Inbox, 1));
        (await PassAsync(6)).ShouldBe(Gone(RetentionKind.Inbox, 1));
        (await StatesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_that_took_its_time_goes_with_the_rest_of_the_inbox_at_the_latest()
    {
        var late = await PostAsync(InboxKind.Report);
        (await PassAsync(8)).ShouldBeEmpty("it is still to be applied");
        await Stores.Inbox.SettleAsync(late, CancellationToken.None);

        (await PassAsync(1)).ShouldBeEmpty("it was passed by");
        (await PassAsync(22)).ShouldBe(Gone(RetentionKind.Inbox, 1));
    }

    [Theory]
    [InlineData("dead")]
    [InlineData("quarantined")]
    public async Task What_waits_for_a_person_waits_as_long_as_it_is_said(string state)
    {
        var row = await PostAsync(InboxKind.Message);
        await Stores.ExecuteAsync("UPDATE inbox SET state = @state, error = 'a reason' WHERE id = @id", ("@state", state), ("@id", row));

        (await PassAsync(89)).ShouldBeEmpty();
        (await Stores.RemoveOldAsync(Limits with { Quarantine = null })).ShouldBeEmpty();
        (await PassAsync(2)).ShouldBe(Gone(RetentionKind.Parked, 1));
    }

    [Fact]
    public async Task A_message_that_is_posted_again_while_its_row_is_kept_has_no_second_effect_though_the_first_one_is_gone()
    {
        var talk = new StoredTalk(Stores);
        var entry = talk.Entry("the same");
        var stored = (await Stores.Inbox.StoreAsync([entry], CancellationToken.None))[0].Id!.Value;
        (await talk.CommitAsync(talk.Answer(new LaneRow(stored, entry.Kind, talk.Lane, entry.IntegratedNumber, entry.ReceivedAt, entry.Body)))).Committed.ShouldBeTrue();
        await Stores.PassAsync(29);
        (await Stores.RemoveOldAsync(Limits))[RetentionKind.Customers].ShouldBe(1);

        (await Stores.Inbox.StoreAsync([entry with { ReceivedAt = Stores.Clock.Now }], CancellationToken.None))[0].Id.ShouldBeNull();
        await PassAsync(2);
        (await Stores.Inbox.StoreAsync([entry with { ReceivedAt = Stores.Clock.Now }], CancellationToken.None))[0].Id.ShouldNotBeNull();
    }

    [Fact]
    public async Task More_than_a_page_goes_and_what_stands_between_stays()
    {
        var waits = new List<long>();
        for (var index = 0; index < 1300; index++)
        {
            if (index % 100 == 0)
            {
                waits.Add(await PostAsync(InboxKind.Message));
            }
            else
            {
                await PostAsync(InboxKind.Unread);
            }
        }

        await Stores.ExecuteAsync("UPDATE inbox SET state = 'done' WHERE kind = 'unread'");
        (await PassAsync(31)).ShouldBe(Gone(RetentionKind.Inbox, 1287));

        (await Stores.RowsAsync("SELECT id FROM inbox ORDER BY id")).Select(row => row["id"]).ShouldBe(waits.Select(id => $"{id}"));
    }

    [Fact]
    public async Task A_key_is_known_for_a_week_and_a_session_until_it_ends()
    {
        var agent = await Stores.AddAgentAsync();
        for (var index = 0; index < 3; index++)
        {
            var at = Stores.Clock.Now;
            await Stores.ExecuteAsync(
                "INSERT INTO idempotency_keys (actor_id, key_hash, request_hash, result, created_at) VALUES (@actor, @key, @key, '', @at)",
                ("@actor", agent.Id),
                ("@key", Guid.CreateVersion7()),
                ("@at", at));
            await Stores.ExecuteAsync(
                "INSERT INTO sign_ins (id, agent_id, created_at, expires_at) VALUES (@id, @agent, @at, @until)",
                ("@id", Guid.CreateVersion7()),
                ("@agent", agent.Id),
                ("@at", at),
                ("@until", at.AddDays(1)));
            Stores.Clock.Advance(TimeSpan.FromDays(1));
        }

        (await PassAsync(0)).ShouldBe(Gone(RetentionKind.SignIns, 2));
        (await PassAsync(4.5)).ShouldBe(new Dictionary<RetentionKind, int> { [RetentionKind.Requests] = 1, [RetentionKind.SignIns] = 1 }, ignoreOrder: true);
        (await PassAsync(1)).ShouldBe(Gone(RetentionKind.Requests, 1));
        (await Stores.CountAsync("idempotency_keys")).ShouldBe(1);
    }

    [Fact]
    public async Task The_key_of_a_day_goes_when_nothing_is_left_of_that_day()
    {
        var row = await PostAsync(InboxKind.Message);
        var today = DayKeys.DayOf(Stores.Clock.Now);
        for (var day = today - 3; day <= today + 31; day++)
        {
            await Stores.ExecuteAsync("INSERT INTO day_keys (day, wrapped) VALUES (@day, @key)", ("@day", day), ("@key", new byte[] { 1 }));
        }

        (await PassAsync(20)).ShouldBe(Gone(RetentionKind.DayKeys, 2));
        await Stores.Inbox.SettleAsync(row, CancellationToken.None);
        (await PassAsync(11)).ShouldBe(new Dictionary<RetentionKind, int> { [RetentionKind.Inbox] = 1, [RetentionKind.DayKeys] = 24 }, ignoreOrder: true);

        (await Stores.RowsAsync("SELECT min(day) AS day FROM day_keys")).Single()["day"].ShouldBe($"{today + 31 - RetentionLimits.RepeatDays - 1}");
        await Stores.ExecuteAsync("DELETE FROM day_keys");
    }

    private static Dictionary<RetentionKind, int> Gone(RetentionKind kind, int count) => new() { [kind] = count };

    private Task<Dictionary<RetentionKind, int>> PassAsync(double days)
    {
        Stores.Clock.Advance(TimeSpan.FromDays(days));
        return Stores.RemoveOldAsync(Limits);
    }

    private async Task<long> PostAsync(InboxKind kind)
    {
        var id = Stores.Hashes.OfProviderId($"post {++posts} {Stores.Clock.Now}");
        var isUnread = kind == InboxKind.Unread;
        var entry = new InboxEntry(
            kind,
            kind.IsOfLane() ? Stores.Hashes.OfPhone(PhoneNumber.FromStored("919811110000")) : null,
            StoresUnderTest.OurNumber,
            id,
            Stores.Clock.Now,
            Encoding.UTF8.GetBytes("{}"),
            isUnread ? "body: cannot be read" : null);
        await Stores.Inbox.StoreAsync([entry], CancellationToken.None);
        return long.Parse((await Stores.RowsAsync("SELECT max(id) AS id FROM inbox")).Single()["id"]!, System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task DoneAsync(InboxKind kind) => await Stores.Inbox.SettleAsync(await PostAsync(kind), CancellationToken.None);

    private async Task<string> StatesAsync() => string.Join(' ', (await Stores.RowsAsync("SELECT state FROM inbox ORDER BY id")).Select(row => row["state"]));
}

public sealed class InboxRetentionOnSqlite(SqliteStores stores) : InboxRetentionContract(stores), IClassFixture<SqliteStores>;

public sealed class InboxRetentionOnPostgres(PostgresStores stores) : InboxRetentionContract(stores), IClassFixture<PostgresStores>;
