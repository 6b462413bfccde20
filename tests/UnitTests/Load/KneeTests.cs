using WhatsAppSupport.Load.Measures;
using WhatsAppSupport.Load.Reports;
using WhatsAppSupport.Load.Runs;

namespace WhatsAppSupport.UnitTests.Load;

public sealed class KneeTests
{
    private static readonly RunReport Ramp = InventedRun.Of("ramp");

    [Fact]
    public void It_is_at_the_last_round_without_a_fault()
    {
        Knee.Of([Round(1, 201), Round(1.2, 239), Slow(Round(1.44, 250))]).ShouldBe(
            "1 processes: the knee is at 239 turns a second; at 288: replies: p99 1001.0 ms, and 1000 are allowed");
    }

    [Fact]
    public void Where_the_first_round_has_a_fault_nothing_is_borne()
    {
        Knee.Of([Slow(Round(1, 150)) with { Lost = 2 }]).ShouldBe(
            "1 processes: the knee is at 0 turns a second; at 200: 2 messages were answered by nobody; replies: p99 1001.0 ms, and 1000 are allowed");
    }

    private static RunReport Round(double faster, double perSecond) => Ramp with { Profile = Ramp.Profile.Faster(faster), PerSecond = perSecond };

    private static RunReport Slow(RunReport round) => round with { Replies = new Percentiles(400, 5, 10, 1001, 2000) };
}
