using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class DoubledEventsTests
{
    private readonly MovedClock clock = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));
    private readonly DoubledEvents doubled;

    public DoubledEventsTests() => doubled = new DoubledEvents(clock);

    [Fact]
    public void A_repeat_in_the_same_shape_is_no_second_event()
    {
        var id = Id(1);

        doubled.Hear(id, isOfReportEvent: true).ShouldBeFalse();
        doubled.Hear(id, isOfReportEvent: true).ShouldBeFalse();

        doubled.Last.ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_other_shape_within_a_minute_is_one_whichever_comes_first(bool reportFirst)
    {
        doubled.Hear(Id(1), reportFirst);
        clock.Move(TimeSpan.FromSeconds(59));

        doubled.Hear(Id(1), !reportFirst).ShouldBeTrue();

        doubled.Last.ShouldBe(clock.GetUtcNow());
        var health = await new WebhooksHealth(doubled).CheckAsync(CancellationToken.None);
        health.State.ShouldBe(PartState.Up);
        health.Detail.ShouldBe("both inbound events are switched on in MSG91's dashboard: the same message came twice at 2026-03-01 10:00:59 UTC. One is enough");
    }

    [Fact]
    public void Later_it_is_a_repeat_after_one_event_was_exchanged_for_the_other()
    {
        doubled.Hear(Id(1), isOfReportEvent: false);
        clock.Move(TimeSpan.FromSeconds(61));

        doubled.Hear(Id(1), isOfReportEvent: true).ShouldBeFalse();
    }

    [Fact]
    public void Only_so_many_are_remembered()
    {
        doubled.Hear(Id(0), isOfReportEvent: false);
        for (var next = 1; next <= 4_096; next++)
        {
            doubled.Hear(Id(next), isOfReportEvent: false);
        }

        doubled.Hear(Id(0), isOfReportEvent: true).ShouldBeFalse("it was forgotten");
        doubled.Hear(Id(4_096), isOfReportEvent: true).ShouldBeTrue();
    }

    private static LookupHash Id(int number) => new(new Guid(number, 0, 0, new byte[8]));
}
