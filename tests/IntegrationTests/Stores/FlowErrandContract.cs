using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Export;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What a flow leaves behind for later, and how it comes back to its lane.</summary>
public abstract class FlowErrandContract(StoresUnderTest stores) : StoreContract(stores)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    private IErrands Errands => Stores.Get<IErrands>();

    [Fact]
    public async Task A_timer_becomes_one_row_of_its_lane_when_its_time_has_come()
    {
        var talk = await Stores.WaitingAsync(timer: new FlowTimer(3, Stores.Clock.Now + TenMinutes));

        (await FireAsync()).ShouldBe(new FiredTimers(0, []), Same);
        Stores.Clock.Advance(TenMinutes);
        var fired = await FireAsync();

        fired.Lanes.ShouldBe([talk.Lane]);
        (await FireAsync()).Count.ShouldBe(0);
        var row = (await Stores.Inbox.FindOldestPendingAsync(talk.Lane, CancellationToken.None))!;
        (row.Kind, row.IntegratedNumber).ShouldBe((InboxKind.FlowTimer, StoresUnderTest.OurNumber));
        DueFlowTimer.Read(row.Body.Span).ShouldBe(new DueFlowTimer(talk.Conversation!.Id, 3));
        (await Stores.RowsAsync("SELECT * FROM flow_timers")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_errand_is_done_by_who_has_claimed_it_and_answered_once()
    {
        var talk = await Stores.WaitingAsync(errand: Call("https://api.shop.example/orders/1"));
        var due = await DueAsync();

        var claimed = (await ClaimAsync(due))!;
        var second = await ClaimAsync(due);
        var meanwhile = await Errands.ListDueAsync(null, [], 10, CancellationToken.None);
        var lane = await Errands.FinishAsync(claimed, new FlowAnswer.Succeeded(200, """{"state":"sent"}"""), CancellationToken.None);
        var again = await Errands.FinishAsync(claimed, new FlowAnswer.Failed("timeout"), CancellationToken.None);

        (second, again).ShouldBe((null, null));
        meanwhile.ShouldBeEmpty();
        lane.ShouldBe(talk.Lane);
        claimed.Errand!.Call!.Url.ShouldBe("https://api.shop.example/orders/1");
        claimed.IdempotencyKey.ShouldBe($"{claimed.Row}-order");
        (await Stores.RowsAsync("SELECT id FROM inbox WHERE state = 'done' ORDER BY id DESC"))[0]["id"].ShouldBe($"{claimed.Row}");
        var row = (await Stores.Inbox.FindOldestPendingAsync(talk.Lane, CancellationToken.None))!;
        row.Kind.ShouldBe(InboxKind.Answer);
        var answered = FlowAnswerRow.Read(row.Body.Span);
        (answered.Conversation, answered.Visit, answered.Answer).ShouldBe((talk.Conversation!.Id, 3, new FlowAnswer.Succeeded(200, """{"state":"sent"}""")));
        (await Stores.RowsAsync("SELECT * FROM flow_errands")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_dies_with_an_errand_lets_go_of_it_and_it_is_done_once_more_under_the_same_key()
    {
        await Stores.WaitingAsync(errand: Call("https://api.shop.example/"));
        var first = (await ClaimAsync(await DueAsync()))!;
        Stores.Clock.Advance(Lease / 2);
        await Errands.KeepAsync(first, Stores.Clock.Now + Lease, CancellationToken.None);
        Stores.Clock.Advance(Lease - TimeSpan.FromSeconds(1));
        (await Errands.ListDueAsync(null, [], 10, CancellationToken.None)).ShouldBeEmpty("it is kept");
        Stores.Clock.Advance(TimeSpan.FromSeconds(1));

        var second = (await ClaimAsync(await DueAsync()))!;
        var late = await Errands.FinishAsync(first, new FlowAnswer.Succeeded(200, "first"), CancellationToken.None);
        var repeated = await Errands.FinishAsync(second, new FlowAnswer.Succeeded(200, "second"), CancellationToken.None);

        second.IdempotencyKey.ShouldBe(first.IdempotencyKey);
        (second.Claims, second.Failures).ShouldBe((2, 0));
        late.ShouldNotBeNull("whoever is first has answered");
        repeated.ShouldBeNull();
        (await Stores.RowsAsync("SELECT * FROM inbox WHERE kind = 'answer'")).Count.ShouldBe(1);
    }

    /// <summary>Whoever claims it answers it as broken, and does not stumble over it for ever.</summary>
    [Fact]
    public async Task What_is_stored_and_cannot_be_read_is_claimed_as_nothing()
    {
        await Stores.WaitingAsync(errand: Call("https://api.shop.example/"));
        await Stores.ExecuteAsync("UPDATE flow_errands SET body = 'rubbish'");

        (await ClaimAsync(await DueAsync()))!.Errand.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_put_back_counts_as_a_failure_only_where_it_was_its_own()
    {
        await Stores.WaitingAsync(errand: Call("https://api.shop.example/"));

        var first = (await ClaimAsync(await DueAsync()))!;
        await Errands.PutBackAsync(first, Stores.Clock.Now, counts: false, CancellationToken.None);
        var second = (await ClaimAsync(await DueAsync()))!;
        await Errands.PutBackAsync(second, Stores.Clock.Now + Lease, counts: true, CancellationToken.None);
        (await Errands.ListDueAsync(null, [], 10, CancellationToken.None)).ShouldBeEmpty();
        Stores.Clock.Advance(Lease);
        var third = (await ClaimAsync(await DueAsync()))!;

        (second.Claims, second.Failures).ShouldBe((1, 0));
        (third.Claims, third.Failures).ShouldBe((2, 1));
    }

    [Fact]
    public async Task Only_those_of_ones_slots_and_of_lines_with_room_are_due()
    {
        var (one, other) = (await Stores.WaitingAsync(errand: Call("https://slow.example/")), await Stores.WaitingAsync(errand: Call("https://fast.example/")));
        var asked = await Stores.WaitingAsync(errand: new FlowErrand(3, "question", null, "Which order?"));
        var due = await Errands.ListDueAsync(null, [], 10, CancellationToken.None);

        var slow = due.Single(errand => errand.Conversation == one.Conversation!.Id).Line;

        due.Select(errand => errand.Line).Distinct().Count().ShouldBe(3);
        (await Errands.ListDueAsync(null, [slow], 10, CancellationToken.None)).Select(errand => errand.Conversation)
            .ShouldBe([other.Conversation!.Id, asked.Conversation!.Id], ignoreOrder: true);
        (await Errands.ListDueAsync([other.Lane.Slot], [], 10, CancellationToken.None)).Select(errand => errand.Conversation).ShouldContain(other.Conversation.Id);
        (await Errands.ListDueAsync([(other.Lane.Slot + 1) % 1024], [], 10, CancellationToken.None)).ShouldNotContain(errand => errand.Conversation == other.Conversation.Id);
        (await Errands.ListDueAsync([], [], 10, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_later_visit_has_left_takes_the_place_of_what_was_there()
    {
        var talk = await Stores.WaitingAsync(new FlowTimer(3, Stores.Clock.Now + TenMinutes), Call("https://api.shop.example/"));
        var claimed = (await ClaimAsync(await DueAsync()))!;

        await Stores.WaitAsync(talk, new FlowTimer(4, Stores.Clock.Now + (2 * TenMinutes)), errand: null);
        var late = await Errands.FinishAsync(claimed, new FlowAnswer.Succeeded(200, "late"), CancellationToken.None);
        Stores.Clock.Advance(TenMinutes);

        late.ShouldBeNull();
        (await Stores.RowsAsync("SELECT * FROM flow_errands")).ShouldBeEmpty();
        (await FireAsync()).Count.ShouldBe(0);
        Stores.Clock.Advance(TenMinutes);
        (await FireAsync()).Lanes.ShouldBe([talk.Lane]);
        var row = (await Stores.Inbox.FindOldestPendingAsync(talk.Lane, CancellationToken.None))!;
        DueFlowTimer.Read(row.Body.Span).Visit.ShouldBe(4);
    }

    [Fact]
    public async Task A_turn_that_leaves_nothing_leaves_what_is_there()
    {
        var talk = await Stores.WaitingAsync(new FlowTimer(3, Stores.Clock.Now + TenMinutes), Call("https://api.shop.example/"));

        await talk.TurnAsync("try again");

        (await Stores.RowsAsync("SELECT visit FROM flow_timers UNION ALL SELECT visit FROM flow_errands")).Select(row => row["visit"]).ShouldBe(["3", "3"]);
    }

    [Fact]
    public async Task A_turn_that_somebody_was_quicker_with_leaves_nothing()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var turn = talk.Answer(await talk.WriteAsync()) with { Timer = new FlowTimer(3, Stores.Clock.Now), Errand = Call("https://api.shop.example/") };
        await Stores.ExecuteAsync("UPDATE conversations SET version = version + 1");

        (await talk.CommitAsync(turn)).Committed.ShouldBeFalse();

        (await FireAsync()).Count.ShouldBe(0);
        (await Errands.ListDueAsync(null, [], 10, CancellationToken.None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("UPDATE conversations SET status = 'completed'")]
    [InlineData("UPDATE conversations SET status = 'escalated', current_flow = NULL, flow_version = NULL, current_step = NULL, flow_state = NULL")]
    [InlineData("UPDATE conversations SET current_flow = NULL, flow_version = NULL, current_step = NULL, flow_state = NULL")]
    public async Task Where_no_flow_waits_any_more_it_is_tidied_up_and_nothing_is_done(string meanwhile)
    {
        var talk = await Stores.WaitingAsync(new FlowTimer(3, Stores.Clock.Now), Call("https://api.shop.example/"));
        await Stores.ExecuteAsync(meanwhile);

        var fired = await FireAsync();
        var claimed = await ClaimAsync(await DueAsync());

        (fired.Count, fired.Lanes.Count, claimed).ShouldBe((1, 0, null));
        (await Stores.RowsAsync("SELECT visit FROM flow_timers UNION ALL SELECT visit FROM flow_errands")).ShouldBeEmpty();
        (await Stores.Inbox.FindOldestPendingAsync(talk.Lane, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_known_by_their_user_id_has_their_rows_in_the_lane_of_it()
    {
        var talk = new StoredTalk(Stores, byUserId: true);
        await Stores.WaitAsync(talk, new FlowTimer(3, Stores.Clock.Now), Call("https://api.shop.example/"));

        var fired = await FireAsync();
        var lane = await Errands.FinishAsync((await ClaimAsync(await DueAsync()))!, new FlowAnswer.Failed("timeout"), CancellationToken.None);

        fired.Lanes.ShouldBe([talk.Lane]);
        lane.ShouldBe(talk.Lane);
        (await Errands.ListDueAsync([talk.Lane.Slot], [], 10, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_of_it_goes_with_its_customer_also_what_has_come_back_already()
    {
        var (talk, other) = (await Stores.WaitingAsync(new FlowTimer(3, Stores.Clock.Now), Call("https://api.shop.example/")), await Stores.WaitingAsync(new FlowTimer(3, Stores.Clock.Now + TenMinutes)));
        await FireAsync();
        await Errands.FinishAsync((await ClaimAsync(await DueAsync()))!, new FlowAnswer.Succeeded(200, "answer"), CancellationToken.None);
        await Stores.WaitAsync(talk, new FlowTimer(4, Stores.Clock.Now), Call("https://api.shop.example/"), settlesOlder: true);
        var claimed = (await ClaimAsync(await DueAsync()))!;

        var entry = new AuditEntry(Actor.System, "customer.erased", SubjectKind.Customer, $"{talk.Customer!.Id}", null, null);
        (await Stores.Get<IErasures>().EraseAsync(talk.Customer.Id, _ => entry, CancellationToken.None)).Error.ShouldBeNull();
        var late = await Errands.FinishAsync(claimed, new FlowAnswer.Succeeded(200, "late"), CancellationToken.None);

        late.ShouldBeNull();
        (await Stores.RowsAsync("SELECT * FROM inbox WHERE kind IN ('flowtimer', 'answer')")).ShouldBeEmpty();
        (await Stores.RowsAsync("SELECT * FROM flow_errands")).ShouldBeEmpty();
        (await Stores.RowsAsync("SELECT conversation_id FROM flow_timers")).ShouldHaveSingleItem()["conversation_id"]
            .ShouldBe($"{other.Conversation!.Id}", StringCompareShould.IgnoreCase);
    }

    [Fact]
    public async Task An_export_tells_all_of_it()
    {
        var talk = await Stores.WaitingAsync(new FlowTimer(3, Stores.Clock.Now + TenMinutes), Call("https://api.shop.example/orders/4711"));
        var exports = Stores.Get<IExports>();

        var timer = (await exports.FlowTimersAsync(talk.Customer!.Id, CancellationToken.None).ToListAsync()).ShouldHaveSingleItem();
        var errand = (await exports.FlowErrandsAsync(talk.Customer.Id, CancellationToken.None).ToListAsync()).ShouldHaveSingleItem();

        (timer.ConversationId, timer.Visit, timer.DueAt).ShouldBe((talk.Conversation!.Id.Value, 3, Stores.Clock.Now + TenMinutes));
        errand.Body.ShouldContain("orders/4711");
    }

    internal static FlowErrand Call(string url) => new(
        3, "order", new HttpCall("GET", url, [new("X-Shop", "${FLOW_SECRET_SHOP}")], null, TimeSpan.FromSeconds(5), 1), Prompt: null);

    private static readonly IEqualityComparer<FiredTimers> Same =
        EqualityComparer<FiredTimers>.Create((one, other) => one!.Count == other!.Count && one.Lanes.SequenceEqual(other.Lanes));

    private Task<FiredTimers> FireAsync() => Stores.Get<IFlowTimers>().FireDueAsync(10, CancellationToken.None);

    private async Task<DueErrand> DueAsync() => (await Errands.ListDueAsync(null, [], 10, CancellationToken.None)).ShouldHaveSingleItem();

    private Task<ClaimedErrand?> ClaimAsync(DueErrand due) => Errands.ClaimAsync(due, Stores.Clock.Now + Lease, CancellationToken.None);
}

public sealed class FlowErrandsOnSqlite(SqliteStores stores) : FlowErrandContract(stores), IClassFixture<SqliteStores>;

public sealed class FlowErrandsOnPostgres(PostgresStores stores) : FlowErrandContract(stores), IClassFixture<PostgresStores>;

public sealed class SealedFlowErrandsOnSqlite(SealedSqliteStores stores) : FlowErrandContract(stores), IClassFixture<SealedSqliteStores>;

public sealed class SealedFlowErrandsOnPostgres(SealedPostgresStores stores) : FlowErrandContract(stores), IClassFixture<SealedPostgresStores>;
