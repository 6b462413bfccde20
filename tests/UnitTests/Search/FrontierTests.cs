using WhatsAppSupport.Infrastructure.Persistence.Search;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Search;

public sealed class FrontierTests
{
    [Fact]
    public void Without_a_gap_all_that_was_seen_is_settled()
    {
        var frontier = Seen(Frontier.At(4), 5, 6, 7);

        (frontier.Last, frontier.Settled, frontier.Empty.Count).ShouldBe((7, 7, 0));
    }

    [Fact]
    public void What_is_empty_between_two_messages_is_looked_at_again_and_nothing_from_there_on_is_settled()
    {
        var frontier = Seen(Frontier.At(4), 5, 8, 10);

        (frontier.Last, frontier.Settled).ShouldBe((10, 5));
        frontier.Empty.Keys.ShouldBe([6, 7, 9]);
    }

    [Fact]
    public void A_late_message_closes_its_gap_and_the_others_stay_open()
    {
        var frontier = Seen(Frontier.At(4), 5, 8, 10).Past([7], [], Noon);

        (frontier.Last, frontier.Settled).ShouldBe((10, 5));
        frontier.Past([6, 9], [], Noon).Settled.ShouldBe(10);
    }

    [Fact]
    public void A_gap_is_given_up_when_the_message_behind_it_is_ten_minutes_old()
    {
        var frontier = Seen(Frontier.At(4), 6);

        frontier.Past([], [], Noon + TimeSpan.FromMinutes(9)).Settled.ShouldBe(4);
        frontier.Past([], [], Noon + TimeSpan.FromMinutes(10)).Settled.ShouldBe(6);
    }

    [Fact]
    public void Between_old_messages_there_is_no_gap()
    {
        Frontier.At(4).Past([], [(9, Noon - TimeSpan.FromDays(1))], Noon).Settled.ShouldBe(9);
    }

    [Fact]
    public void Of_a_wide_gap_the_last_places_are_looked_at()
    {
        var frontier = Seen(Frontier.At(0), 1_000_000);

        frontier.Empty.Count.ShouldBe(10_000);
        frontier.Settled.ShouldBe(989_999);
    }

    [Fact]
    public void What_another_process_has_settled_is_taken_over_and_what_is_behind_is_not()
    {
        var mine = Seen(Frontier.At(4), 6, 9);

        mine.From(2).ShouldBe(mine);
        (mine.From(5).Last, mine.From(5).Settled).ShouldBe((9, 6));
        (mine.From(50).Last, mine.From(50).Settled).ShouldBe((50, 50));
    }

    private static Frontier Seen(Frontier frontier, params long[] places) => frontier.Past([], places.Select(place => (place, Noon)), Noon);
}
