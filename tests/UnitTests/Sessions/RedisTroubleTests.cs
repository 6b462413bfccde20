using WhatsAppSupport.Infrastructure.Redis;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Sessions;

public sealed class RedisTroubleTests
{
    private readonly RedisTrouble trouble = new(TimeSpan.FromSeconds(5));

    [Fact]
    public void Failures_that_go_on_make_the_connection_anew_again_and_again()
    {
        var rebuilt = Enumerable.Range(0, 10).Where(second => FailedAt(second * 2) is not null).Select(second => second * 2);

        rebuilt.ShouldBe([6, 12, 18]);
    }

    [Fact]
    public void Successes_between_them_change_nothing_because_they_may_be_another_masters()
    {
        FailedAt(0);
        AnsweredTimes(300);
        FailedAt(3);
        AnsweredTimes(300);

        FailedAt(6).ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void So_many_successes_that_no_master_can_be_missing_end_it()
    {
        FailedAt(0);
        FailedAt(3);
        AnsweredTimes(1_000);

        FailedAt(6).ShouldBeNull();
        trouble.IsLastingAt(Noon.AddSeconds(6)).ShouldBeFalse();
    }

    [Fact]
    public void Two_late_calls_are_no_trouble()
    {
        FailedAt(0);

        FailedAt(9).ShouldBeNull();
    }

    [Fact]
    public void A_quiet_time_ends_it()
    {
        FailedAt(0);
        FailedAt(1);
        FailedAt(2);
        trouble.IsLastingAt(Noon.AddSeconds(12)).ShouldBeTrue();
        trouble.IsLastingAt(Noon.AddSeconds(13)).ShouldBeFalse();

        FailedAt(13).ShouldBeNull();
        FailedAt(14).ShouldBeNull();
    }

    private TimeSpan? FailedAt(double second) => trouble.Failed(Noon.AddSeconds(second));

    private void AnsweredTimes(int times)
    {
        for (var time = 0; time < times; time++)
        {
            trouble.Answered();
        }
    }
}
