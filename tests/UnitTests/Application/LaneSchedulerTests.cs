using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class LaneSchedulerTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SupportUnderTest support = new(SupportUnderTest.Options with { CustomerMessagesPerMinute = 0 });

    public LaneSchedulerTests() => support.Customers.Known = new KnownCustomer(Asha, Dialogue);

    public void Dispose() => support.Dispose();

    private LaneScheduler Lanes => support.Get<LaneScheduler>();

    [Fact]
    public async Task A_customers_rows_are_handled_in_the_order_of_acceptance()
    {
        var rows = Enumerable.Range(1, 40).Select(number => Add($"m{number}")).ToList();

        rows.ForEach(row => Lanes.Offer(row));

        await AllAreHandledAsync();
        Heard().ShouldBe(rows.Select(row => $"m{row.Id}"));
    }

    [Fact]
    public async Task A_row_that_only_the_database_knows_is_found_when_its_lane_is_woken()
    {
        Add("m1");
        Add("m2");

        Lanes.Wake(PhoneHash);

        await AllAreHandledAsync();
        Heard().ShouldBe(["m1", "m2"]);
    }

    [Fact]
    public async Task A_slow_customer_delays_no_other()
    {
        var slow = new TaskCompletionSource();
        support.Turns.Instead = turn => turn.Row.Customer == PhoneHash && !slow.Task.Wait(TimeSpan.FromSeconds(30)) ? TurnReceipt.MovedOn : null;
        Lanes.Offer(Add("slow"));

        Lanes.Offer(Add("quick", BsuidHash));

        await SupportUnderTest.UntilAsync(() => Heard().Contains("quick"), "the quick one is answered");
        Heard().ShouldNotContain("slow");
        slow.SetResult();
        await AllAreHandledAsync();
    }

    [Fact]
    public async Task A_row_that_throws_is_tried_after_1_5_and_30_seconds_and_then_given_up()
    {
        Lanes.Offer(Add("poison"));
        Lanes.Offer(Add("good"));

        await support.Clock.MoveUntilAsync(() => support.Inbox[2].State == InboxState.Done, Second, "the good one is handled");

        support.Inbox[1].State.ShouldBe(InboxState.Dead);
        var times = support.Inbox.Failures.Select(failure => failure.At).ToList();
        times.Count.ShouldBe(3);
        (times[1] - times[0]).ShouldBeGreaterThanOrEqualTo(Second);
        (times[2] - times[1]).ShouldBeGreaterThanOrEqualTo(5 * Second);
        (support.Turns.All[0].DeadBecause, support.Turns.All[0].Conversation.IsFlagged).ShouldBe((nameof(InvalidOperationException), true));
    }

    [Fact]
    public async Task A_row_that_cannot_even_be_apologised_for_is_given_up_all_the_same()
    {
        support.Turns.Instead = _ => throw new InvalidOperationException();
        Lanes.Offer(Add("m1"));

        await support.Clock.MoveUntilAsync(() => support.Inbox[1].State == InboxState.Dead, Second, "the row is given up");

        support.Turns.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_a_person_takes_over_while_a_row_is_given_up_it_is_given_up_with_its_apology_all_the_same()
    {
        var movedOn = 0;
        support.Turns.Instead = turn => turn.DeadBecause is not null && movedOn++ < 2 ? TurnReceipt.MovedOn : null;
        Lanes.Offer(Add("poison"));

        await support.Clock.MoveUntilAsync(() => support.Inbox[1].State == InboxState.Dead, Second, "the row is given up");

        movedOn.ShouldBe(3);
        support.Turns.Only.Conversation.IsFlagged.ShouldBeTrue();
        support.Turns.Only.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_outage_is_waited_for_and_counts_against_nobody()
    {
        var outages = 5;
        support.Turns.Instead = _ => outages-- > 0 ? throw new TimeoutException() : null;
        Lanes.Offer(Add("m1"));

        await support.Clock.MoveUntilAsync(() => support.Inbox[1].State == InboxState.Done, Second, "the row is handled");

        support.Inbox.Failures.ShouldBeEmpty();
        support.Log.All.ShouldContain("nothing is lost");
    }

    [Fact]
    public async Task Where_things_have_moved_on_it_looks_into_the_database_and_goes_on()
    {
        var refusals = 3;
        support.Turns.Instead = _ => refusals-- > 0 ? TurnReceipt.MovedOn : null;
        Lanes.Offer(Add("m1"));

        await AllAreHandledAsync();

        support.Turns.Only.Row.MustReload.ShouldBeTrue();
        support.Customers.Asked.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_row_that_was_handled_already_is_not_handled_again()
    {
        var row = Add("m1");
        await support.Inbox.SettleAsync(row.Id, default);
        support.Turns.Instead = turn => support.Inbox[turn.Row.Id].State == InboxState.Done ? TurnReceipt.MovedOn : null;

        Lanes.Offer(row);

        await SupportUnderTest.UntilAsync(() => Lanes.Active == 0, "the lane has ended");
        support.Turns.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_that_the_process_died_with_too_often_is_given_up_without_being_tried()
    {
        var row = Add("m1");

        Lanes.Offer(row with { Recoveries = 21 });

        await AllAreHandledAsync();
        support.Turns.Only.DeadBecause.ShouldBe("the process died with it too often");
        support.Turns.Only.Messages.ShouldHaveSingleItem().Content.ShouldBe("Apology in en");
    }

    [Fact]
    public async Task Somebody_with_a_number_and_a_user_id_is_known_by_both()
    {
        support.Reader.Knows("both", Text("both") with { Bsuid = UserId });

        Lanes.Offer(Add("both"));

        await AllAreHandledAsync();
        (support.Turns.Only.Customer.PhoneHash, support.Turns.Only.Customer.BsuidHash).ShouldBe((PhoneHash, BsuidHash));
    }

    [Fact]
    public async Task A_timer_brings_the_bot_back()
    {
        var waiting = Dialogue.Escalate("billing", "refund", Noon);
        support.Customers.Known = new KnownCustomer(Asha, waiting);
        var timer = new EscalationTimer(waiting.Id, waiting.OwnershipEpoch);
        var row = support.Inbox.Add(new InboxEntry(InboxKind.Timer, PhoneHash, OurNumber, default, Noon, timer.ToBytes())).ToLaneRow();

        Lanes.Offer(row);

        await AllAreHandledAsync();
        support.Turns.Only.Conversation.IsWithPerson.ShouldBeFalse();
    }

    [Fact]
    public async Task A_report_in_a_lane_is_a_bug_and_given_up_as_one()
    {
        var row = support.Inbox.Add(new InboxEntry(InboxKind.Report, PhoneHash, OurNumber, default, Noon, default)).ToLaneRow();

        Lanes.Offer(row);

        await support.Clock.MoveUntilAsync(() => support.Inbox[1].State == InboxState.Dead, Second, "the row is given up");
    }

    [Fact]
    public async Task After_it_was_stopped_it_takes_no_further_row()
    {
        await Lanes.StopAsync(default);

        Lanes.Offer(Add("m1"));
        Lanes.Wake(PhoneHash);

        Lanes.Active.ShouldBe(0);
        support.Inbox[1].State.ShouldBe(InboxState.Pending);
    }

    [Fact]
    public async Task Stopping_waits_for_the_turn_that_is_under_way()
    {
        var slow = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        support.Turns.Instead = _ =>
        {
            begun.SetResult();
            slow.Task.Wait(TimeSpan.FromSeconds(30));
            return null;
        };
        Lanes.Offer(Add("m1"));
        await begun.Task;

        var stopping = Lanes.StopAsync(default);

        support.Clock.Move(Second);
        stopping.IsCompleted.ShouldBeFalse();
        slow.SetResult();
        await support.Clock.MoveUntilAsync(() => stopping.IsCompleted, Second, "the lanes have stopped");
        support.Turns.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_poll_finds_who_waits_counts_one_recovery_and_outlives_an_outage()
    {
        support.Inbox.Outages.Enqueue(new TimeoutException());
        Add("m1");

        await support.RunAsync("LanePoll");

        await support.Clock.MoveUntilAsync(() => support.Inbox[1].State == InboxState.Done, Second, "the row is handled");
        Add("m2");
        await support.Clock.MoveUntilAsync(() => support.Inbox[2].State == InboxState.Done, Second, "the next one, too");
        support.Inbox.Recovered.ShouldBe(1);
        await support.StopAsync();
    }

    private LaneRow Add(string body, LookupHash? customer = null)
    {
        if (body != "poison" && body != "both")
        {
            support.Reader.Knows(body, Text(body));
        }

        return support.Inbox.Add(new InboxEntry(InboxKind.Message, customer ?? PhoneHash, OurNumber, default, Noon, FakeReader.Bytes(body))).ToLaneRow();
    }

    private List<string?> Heard() => [.. support.Turns.All.Select(turn => turn.Messages[0].Content)];

    private Task AllAreHandledAsync() => SupportUnderTest.UntilAsync(
        () => support.Inbox.Rows.All(row => row.State != InboxState.Pending) && Lanes.Active == 0, "every row is handled and every lane has ended");
}
