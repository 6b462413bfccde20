using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.UnitTests.Application.Fakes;
using WhatsAppSupport.UnitTests.Domain;

namespace WhatsAppSupport.UnitTests.Workers;

public sealed class SlotsTests
{
    private static readonly WorkerId Other = new(new Guid("0199d4c2-7a10-7000-8000-0000000000aa"));
    private static readonly WorkerId Third = new(new Guid("0199d4c2-7a10-7000-8000-0000000000bb"));

    private readonly MovedClock clock = new(Known.Noon);
    private readonly Slots slots;

    public SlotsTests() => slots = new Slots(new FakeWorkers(), clock);

    [Fact]
    public void Where_nobody_else_can_be_everything_is_owned_without_asking()
    {
        var alone = new Slots(new FakeWorkers { AreSeveral = false }, clock);
        clock.Move(TimeSpan.FromHours(1));

        alone.Owned.ShouldBeNull();
        alone.HasHouseDuty.ShouldBeTrue();
        alone.TakeGained().Count.ShouldBe(LookupHash.Slots);
    }

    [Fact]
    public void Before_the_first_beat_nothing_is_owned()
    {
        slots.Owned.ShouldBe([]);
        slots.Owns(0).ShouldBeFalse();
    }

    [Fact]
    public void Two_processes_share_the_slots_and_each_slot_has_one_owner()
    {
        Beat(slots.Me, Other);

        slots.Count.ShouldBeInRange(400, 624);
        Enumerable.Range(0, LookupHash.Slots).Count(slot => slots.Owns(slot)).ShouldBe(slots.Count);
        slots.Owned!.ShouldAllBe(slot => slots.Owns(slot));
        slots.Workers.ShouldBe(2);
    }

    [Fact]
    public void Who_is_not_seen_any_more_leaves_their_slots_to_the_others()
    {
        Beat(slots.Me, Other);
        var mine = slots.Owned!;
        slots.TakeGained().ShouldBe(mine, ignoreOrder: true);

        clock.Move(TimeSpan.FromSeconds(1));
        Beat(slots.Me);

        slots.Owned.ShouldBeNull();
        slots.TakeGained().ShouldBe(Enumerable.Range(0, LookupHash.Slots).Except(mine), ignoreOrder: true);
        slots.TakeGained().ShouldBeEmpty();
    }

    /// <summary>Frozen, or cut off from the database: the others have taken over by now.</summary>
    [Fact]
    public void A_process_that_is_not_heard_for_four_seconds_owns_nothing_until_it_is_heard_again()
    {
        Beat(slots.Me, Other);
        var mine = slots.Owned!;
        slots.TakeGained();

        clock.Move(Slots.SeenWithin);
        var frozen = slots.Owned;
        Beat(slots.Me, Other);

        frozen.ShouldBe([]);
        slots.Owned.ShouldBe(mine);
        slots.TakeGained().ShouldBeEmpty("nothing has come from anybody else");
    }

    /// <summary>When the database comes back nobody has been seen for long; who beats first must not take everything for a second.</summary>
    [Fact]
    public void After_an_outage_everybody_gets_time_to_be_seen_again()
    {
        Beat(slots.Me, Other);
        var mine = slots.Owned!;
        slots.TakeGained();

        clock.Move(TimeSpan.FromSeconds(60));
        Beat(slots.Me);
        var atOnce = slots.Owned;
        clock.Move(TimeSpan.FromSeconds(1));
        Beat(slots.Me, Third);
        var withNewcomer = slots.Workers;
        clock.Move(TimeSpan.FromSeconds(1));
        Beat(slots.Me, Third);

        atOnce.ShouldBe(mine);
        withNewcomer.ShouldBe(3);
        slots.Workers.ShouldBe(2, "the other one was not seen again");
    }

    [Fact]
    public void What_is_released_is_not_taken_again()
    {
        Beat(slots.Me);
        slots.Release();
        Beat(slots.Me);

        slots.Owned.ShouldBe([]);
        slots.HasHouseDuty.ShouldBeFalse();
    }

    private void Beat(params WorkerId[] seen) => slots.Update(seen, clock.GetTimestamp());
}
