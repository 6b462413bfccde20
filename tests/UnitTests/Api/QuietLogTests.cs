using WhatsAppSupport.Api.Errors;
using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class QuietLogTests
{
    private readonly MovedClock clock = new(SetClock.Noon);

    [Fact]
    public void The_same_is_said_once_a_second_with_how_often_it_has_happened()
    {
        var log = new QuietLog(clock);

        log.MaySpeak(out var first).ShouldBeTrue();
        log.MaySpeak(out _).ShouldBeFalse();
        log.MaySpeak(out _).ShouldBeFalse();
        clock.Move(TimeSpan.FromSeconds(1));
        log.MaySpeak(out var then).ShouldBeTrue();

        (first, then).ShouldBe((1, 3));
    }
}
