using System.Net;
using WhatsAppSupport.Api.Access;

namespace WhatsAppSupport.UnitTests.Api;

public sealed class FailedAuthenticationLimiterTests
{
    private static readonly IPAddress One = IPAddress.Parse("203.0.113.1");
    private static readonly IPAddress Other = IPAddress.Parse("203.0.113.2");

    private readonly SetClock clock = new(SetClock.Noon + TimeSpan.FromSeconds(20));

    [Fact]
    public void The_limit_is_reached_by_one_address_alone()
    {
        var limiter = new FailedAuthenticationLimiter(clock, limit: 3);

        var verdicts = Enumerable.Range(0, 4).Select(_ => limiter.Count(One)).ToList();

        verdicts.ShouldBe([null, null, null, TimeSpan.FromSeconds(40)]);
        limiter.Count(Other).ShouldBeNull();
    }

    [Fact]
    public void A_new_window_begins_at_nothing()
    {
        var limiter = new FailedAuthenticationLimiter(clock, limit: 1);
        limiter.Count(One);
        limiter.Count(One).ShouldNotBeNull();

        clock.Move(TimeSpan.FromSeconds(40));

        limiter.Count(One).ShouldBeNull();
    }

    [Fact]
    public void What_was_no_failure_is_taken_back()
    {
        var limiter = new FailedAuthenticationLimiter(clock, limit: 1);
        for (var right = 0; right < 5; right++)
        {
            limiter.Count(One).ShouldBeNull();
            limiter.Forgive(One);
        }

        limiter.Forgive(One);
        limiter.Forgive(Other);
        limiter.Count(One).ShouldBeNull();
        limiter.Count(One).ShouldNotBeNull();
    }

    [Fact]
    public void One_network_of_IPv6_is_one_caller()
    {
        var limiter = new FailedAuthenticationLimiter(clock, limit: 1);

        limiter.Count(IPAddress.Parse("2001:db8:1:1::1")).ShouldBeNull();
        limiter.Count(IPAddress.Parse("2001:db8:1:1:ffff::2")).ShouldNotBeNull();
        limiter.Count(IPAddress.Parse("2001:db8:1:2::1")).ShouldBeNull();
    }

    [Fact]
    public void An_address_of_IPv4_is_the_same_in_either_form()
    {
        var limiter = new FailedAuthenticationLimiter(clock, limit: 1);

        limiter.Count(One).ShouldBeNull();
        limiter.Count(One.MapToIPv6()).ShouldNotBeNull();
        limiter.Count(Other.MapToIPv6()).ShouldBeNull();
    }

    [Fact]
    public void More_addresses_than_are_remembered_share_one_count()
    {
        var limiter = new FailedAuthenticationLimiter(clock, limit: 2, capacity: 2);
        limiter.Count(One);
        limiter.Count(Other);

        var verdicts = Enumerable.Range(3, 5).Select(last => limiter.Count(IPAddress.Parse($"203.0.113.{last}")) is null).ToList();

        verdicts.ShouldBe([true, true, false, false, false]);
        limiter.Count(One).ShouldBeNull();
    }

    [Fact]
    public void Callers_without_an_address_share_one_count()
    {
        var limiter = new FailedAuthenticationLimiter(clock, limit: 1);

        limiter.Count(null).ShouldBeNull();
        limiter.Count(null).ShouldNotBeNull();
    }

    [Fact]
    public void No_failure_is_lost_when_many_come_at_once()
    {
        var limiter = new FailedAuthenticationLimiter(clock, limit: 500);

        var within = Enumerable.Range(0, 1000).AsParallel().Count(_ => limiter.Count(One) is null);

        within.ShouldBe(500);
    }
}
