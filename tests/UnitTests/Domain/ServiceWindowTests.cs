using WhatsAppSupport.Domain.Conversations;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class ServiceWindowTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);
    private static readonly ServiceWindow Window = new(Noon);

    [Fact]
    public void It_is_open_for_a_day_and_not_an_instant_longer()
    {
        Window.IsOpenAt(Noon + TimeSpan.FromHours(24) - Instant).ShouldBeTrue();
        Window.IsOpenAt(Noon + TimeSpan.FromHours(24)).ShouldBeFalse();
    }

    [Fact]
    public void What_is_left_of_it_runs_down_to_nothing_and_stays_there()
    {
        Window.LeftAt(Noon).ShouldBe(TimeSpan.FromHours(24));
        Window.LeftAt(Noon + TimeSpan.FromHours(23)).ShouldBe(TimeSpan.FromHours(1));
        Window.LeftAt(Noon + TimeSpan.FromHours(30)).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void It_is_closed_for_whoever_was_never_heard()
    {
        var never = new ServiceWindow(null);

        never.IsOpenAt(Noon).ShouldBeFalse();
        never.LeftAt(Noon).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void It_opens_at_the_earlier_of_the_providers_time_and_ours()
    {
        var receivedAt = Noon;

        ServiceWindow.OpensAt(Noon - TimeSpan.FromHours(3), receivedAt).ShouldBe(Noon - TimeSpan.FromHours(3));
        ServiceWindow.OpensAt(Noon + TimeSpan.FromHours(3), receivedAt).ShouldBe(receivedAt);
        ServiceWindow.OpensAt(null, receivedAt).ShouldBe(receivedAt);
    }

    [Fact]
    public void A_late_repeat_does_not_extend_it()
    {
        var heard = Asha.Heard(Noon, null, Noon);

        var repeated = heard.Heard(ServiceWindow.OpensAt(Noon - TimeSpan.FromHours(20), Noon + TimeSpan.FromHours(4)), null, Noon + TimeSpan.FromHours(4));

        repeated.LastHeardAt.ShouldBe(Noon);
    }
}
