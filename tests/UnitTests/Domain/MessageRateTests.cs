using WhatsAppSupport.Domain.Conversations;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class MessageRateTests
{
    private const int PerMinute = 4;

    private MessageRate rate = MessageRate.Begin(Noon);

    [Fact]
    public void As_many_as_are_allowed_are_answered_then_one_notice_and_then_silence()
    {
        var verdicts = Enumerable.Range(0, PerMinute + 3).Select(_ => CountAt(Noon)).ToList();

        verdicts.Take(PerMinute).ShouldAllBe(verdict => verdict == RateVerdict.Answer);
        verdicts[PerMinute].ShouldBe(RateVerdict.StoreAndNotice);
        verdicts.Skip(PerMinute + 1).ShouldAllBe(verdict => verdict == RateVerdict.StoreOnly);
    }

    [Fact]
    public void What_is_not_answered_does_not_lengthen_the_wait()
    {
        Flood(50);

        CountAt(Noon + TimeSpan.FromMinutes(1.0 / PerMinute)).ShouldBe(RateVerdict.Answer);
    }

    [Fact]
    public void It_refills_at_the_allowed_pace()
    {
        Flood(PerMinute);

        CountAt(Noon + TimeSpan.FromSeconds(14)).ShouldBe(RateVerdict.StoreAndNotice);
        CountAt(Noon + TimeSpan.FromSeconds(15)).ShouldBe(RateVerdict.Answer);
        CountAt(Noon + TimeSpan.FromSeconds(16)).ShouldBe(RateVerdict.StoreOnly);
    }

    [Fact]
    public void A_new_flood_after_a_rest_is_noticed_again()
    {
        Flood(PerMinute + 1);
        CountAt(Noon + TimeSpan.FromMinutes(1));
        Flood(PerMinute - 1, Noon + TimeSpan.FromMinutes(1));

        CountAt(Noon + TimeSpan.FromMinutes(1)).ShouldBe(RateVerdict.StoreAndNotice);
    }

    [Fact]
    public void A_trickle_at_the_limit_is_noticed_once()
    {
        Flood(PerMinute + 1);

        var notices = 0;
        for (var second = 0; second < 600; second += 5)
        {
            notices += CountAt(Noon + TimeSpan.FromSeconds(second)) == RateVerdict.StoreAndNotice ? 1 : 0;
        }

        notices.ShouldBe(0);
    }

    [Fact]
    public void A_backlog_that_is_handled_at_once_counts_by_its_times_of_arrival()
    {
        for (var minute = 0; minute < 100; minute++)
        {
            CountAt(Noon + TimeSpan.FromMinutes(minute)).ShouldBe(RateVerdict.Answer);
        }
    }

    [Fact]
    public void An_arrival_out_of_order_does_not_turn_the_clock_back()
    {
        Flood(PerMinute, Noon + TimeSpan.FromSeconds(30));

        CountAt(Noon).ShouldBe(RateVerdict.StoreAndNotice);
        CountAt(Noon + TimeSpan.FromSeconds(30)).ShouldBe(RateVerdict.StoreOnly);
        rate.At.ShouldBe(Noon + TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Nothing_allowed_a_minute_means_no_limit(int perMinute)
    {
        for (var count = 0; count < 1000; count++)
        {
            var (next, verdict) = rate.Count(Noon, perMinute);

            verdict.ShouldBe(RateVerdict.Answer);
            next.ShouldBe(rate);
        }
    }

    private void Flood(int messages, DateTimeOffset? at = null)
    {
        for (var count = 0; count < messages; count++)
        {
            CountAt(at ?? Noon);
        }
    }

    private RateVerdict CountAt(DateTimeOffset arrival)
    {
        (rate, var verdict) = rate.Count(arrival, PerMinute);
        return verdict;
    }
}
