using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Workers;

public sealed class HeartbeatTests : IDisposable
{
    private static readonly WorkerId Other = new(new Guid("0199d4c2-7a10-7000-8000-0000000000aa"));

    private readonly SupportUnderTest support = new(isAlone: false);

    public void Dispose() => support.Dispose();

    private LaneScheduler Lanes => support.Get<LaneScheduler>();

    private Slots Slots => support.Get<Slots>();

    [Fact]
    public async Task It_beats_once_a_second_and_knows_its_slots_before_anything_is_served()
    {
        support.Workers.Others.Add(new SeenWorker(Other, TimeSpan.Zero));

        await support.RunAsync("Heartbeat");
        var atStart = Slots.Workers;
        await support.Clock.MoveUntilAsync(() => support.Workers.Beats == 4, TimeSpan.FromSeconds(1), "three more seconds have passed");

        atStart.ShouldBe(2);
        await support.StopAsync();
    }

    [Fact]
    public async Task Who_is_about_to_be_missed_is_looked_for_at_that_very_moment()
    {
        support.Workers.Others.Add(new SeenWorker(Other, Slots.SeenWithin - TimeSpan.FromMilliseconds(200)));
        await support.RunAsync("Heartbeat");
        support.Workers.Others.Clear();
        var began = support.Clock.GetUtcNow();

        await support.Clock.MoveUntilAsync(() => Slots.Owned is null, TimeSpan.FromMilliseconds(50), "their slots are taken over");

        (support.Clock.GetUtcNow() - began).ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
        await support.StopAsync();
    }

    [Fact]
    public async Task A_database_that_is_away_costs_the_slots_and_brings_them_back()
    {
        await support.RunAsync("Heartbeat");
        support.Workers.IsAway = true;
        await support.Clock.MoveUntilAsync(() => Slots.Owned is [], TimeSpan.FromSeconds(1), "nothing is owned");

        support.Workers.IsAway = false;

        await support.Clock.MoveUntilAsync(() => Slots.Owned is null, TimeSpan.FromSeconds(1), "all is owned again");
        await support.StopAsync();
    }

    [Fact]
    public async Task A_stop_waits_for_the_turn_under_way_and_then_leaves()
    {
        support.Customers.Known = new KnownCustomer(Asha, Dialogue);
        var (begun, slow) = (new TaskCompletionSource(), new TaskCompletionSource());
        support.Turns.Instead = _ =>
        {
            begun.TrySetResult();
            slow.Task.Wait(TimeSpan.FromSeconds(30));
            return null;
        };
        await support.RunAsync("Heartbeat");
        Lanes.Offer(Add("m1", PhoneHash));
        Lanes.Offer(Add("m2", PhoneHash));
        await begun.Task;

        var stopping = support.StopAsync("Heartbeat");
        support.Clock.Move(TimeSpan.FromSeconds(1));
        support.Workers.Left.ShouldBeEmpty();
        slow.SetResult();
        await support.Clock.MoveUntilAsync(() => stopping.IsCompleted, TimeSpan.FromMilliseconds(100), "it has stopped");

        support.Workers.Left.ShouldBe([Slots.Me]);
        support.Turns.All.ShouldHaveSingleItem("what came after it is left to the others");
    }

    /// <summary>The web server waits for slow requests before anything else is stopped.</summary>
    [Fact]
    public async Task It_leaves_before_requests_that_are_under_way_are_waited_for()
    {
        await support.RunAsync("Heartbeat");

        await support.BeforeStopAsync("Heartbeat");

        support.Workers.Left.ShouldBe([Slots.Me]);
        Slots.Owned.ShouldBe([]);
        await support.StopAsync();
        support.Workers.Left.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_turn_that_takes_too_long_does_not_keep_the_others_waiting()
    {
        support.Customers.Known = new KnownCustomer(Asha, Dialogue);
        var (begun, slow) = (new TaskCompletionSource(), new TaskCompletionSource());
        support.Turns.Instead = _ =>
        {
            begun.TrySetResult();
            slow.Task.Wait(TimeSpan.FromSeconds(30));
            return null;
        };
        await support.RunAsync("Heartbeat");
        Lanes.Offer(Add("m1", PhoneHash));
        await begun.Task;

        var stopping = support.StopAsync("Heartbeat");
        await support.Clock.MoveUntilAsync(() => stopping.IsCompleted, TimeSpan.FromSeconds(1), "it has left");

        support.Workers.Left.ShouldBe([Slots.Me]);
        support.Turns.All.ShouldBeEmpty();
        slow.SetResult();
        await SupportUnderTest.UntilAsync(() => support.Turns.All.Count == 1, "the turn is finished all the same");
    }

    [Fact]
    public async Task A_customer_of_another_process_is_handed_to_it()
    {
        support.Workers.Others.Add(new SeenWorker(Other, TimeSpan.Zero));
        await support.RunAsync("Heartbeat");
        var (ours, theirs) = (LaneOwnedBy(Slots.Me), LaneOwnedBy(Other));
        var row = Add("m1", theirs);

        foreach (var lane in new[] { ours, theirs })
        {
            support.Get<Arrivals>().Announce(lane);
        }

        support.Get<Arrivals>().Announce(row);
        Lanes.Offer(row);

        support.Wakes.All.ShouldBe([(Other, theirs), (Other, theirs)]);
        Lanes.IsAtWork(theirs).ShouldBeFalse();
        support.Inbox[row.Id].State.ShouldBe(InboxState.Pending);
        await support.StopAsync();
    }

    private LaneRow Add(string body, LookupHash customer)
    {
        support.Reader.Knows(body, Text(body));
        return support.Inbox.Add(new InboxEntry(InboxKind.Message, customer, OurNumber, default, Noon, FakeReader.Bytes(body))).ToLaneRow();
    }

    private LookupHash LaneOwnedBy(WorkerId worker) =>
        Enumerable.Range(0, LookupHash.Slots).Select(slot => new LookupHash(new Guid(slot << 16, 1, 1, new byte[8]))).First(lane => Slots.OwnerOf(lane) == worker);
}
