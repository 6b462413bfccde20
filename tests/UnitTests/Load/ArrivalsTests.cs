using WhatsAppSupport.Load.Profiles;

namespace WhatsAppSupport.UnitTests.Load;

public sealed class ArrivalsTests
{
    [Fact]
    public void As_many_come_as_the_stages_say_and_in_their_order()
    {
        var all = Arrivals.Of([new Stage(10, 0, 200), new Stage(20, 200, 200), new Stage(5, 0, 0)], seed: 1).Select(at => at.TotalSeconds).ToList();

        all.ShouldBeInOrder();
        all.Count(at => at < 5).ShouldBeInRange(200, 300);
        all.Count(at => at is >= 5 and < 10).ShouldBeInRange(675, 825);
        all.Count(at => at is >= 10 and < 30).ShouldBeInRange(3_800, 4_200);
        all.Count(at => at >= 30).ShouldBeLessThan(2);
    }

    [Fact]
    public void They_come_as_people_write_and_not_as_a_clock_ticks()
    {
        var all = Arrivals.Of([new Stage(100, 100, 100)], seed: 2).Select(at => at.TotalMilliseconds).ToList();

        var pauses = all.Zip(all.Skip(1), (one, next) => next - one).ToList();

        pauses.Count(pause => pause < 1).ShouldBeGreaterThan(pauses.Count / 20);
        pauses.Count(pause => pause > 30).ShouldBeGreaterThan(pauses.Count / 40);
    }

    [Fact]
    public void Every_profile_can_be_read_and_says_something()
    {
        var all = Profile.ReadAll();

        all.Keys.ShouldBe(["smoke", "steady", "burst", "soak", "ramp", "scale"]);
        all.Values.ShouldAllBe(profile => profile.Customers > 0 && profile.Processes > 0 && profile.Stages.Sum(stage => stage.Seconds * (stage.From + stage.To)) > 0);
        (all["steady"].Faster(2).Stages[^1].To, all["steady"].Lasting(62).Stages[^1].Seconds).ShouldBe((1000, 60));
    }
}
