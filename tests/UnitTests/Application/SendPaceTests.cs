using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class SendPaceTests
{
    private readonly MovedClock clock = new(Noon);

    [Fact]
    public void A_customer_gets_a_burst_and_then_one_every_interval()
    {
        var pace = Pace(perSecond: 0, pairBurst: 45, pairSeconds: 6);

        Taken(pace, 100).ShouldBe(45);
        pace.Wait(Asha.Id).ShouldBe(TimeSpan.FromSeconds(6));
        clock.Move(TimeSpan.FromSeconds(5.9));
        pace.TryTake(Asha.Id).ShouldBeFalse();
        clock.Move(TimeSpan.FromSeconds(0.2));
        pace.TryTake(Asha.Id).ShouldBeTrue();
    }

    [Fact]
    public void One_customers_burst_is_not_anothers()
    {
        var pace = Pace(perSecond: 0, pairBurst: 1, pairSeconds: 6);
        Taken(pace, 5);

        pace.TryTake(CustomerId.New(Noon)).ShouldBeTrue();
    }

    [Fact]
    public void All_customers_together_share_the_throughput()
    {
        var pace = Pace(perSecond: 80, pairBurst: 0, pairSeconds: 0);

        Taken(pace, 200).ShouldBe(80);
        pace.Available().ShouldBe(0);
        clock.Move(TimeSpan.FromSeconds(0.5));
        pace.Available().ShouldBeInRange(39, 40);
    }

    [Fact]
    public void What_a_customer_may_not_have_is_not_taken_from_all()
    {
        var pace = Pace(perSecond: 10, pairBurst: 1, pairSeconds: 6);

        Taken(pace, 5).ShouldBe(1);

        pace.Available().ShouldBe(9);
    }

    [Fact]
    public void What_is_given_back_can_be_taken_again_and_never_more_than_the_burst()
    {
        var pace = Pace(perSecond: 10, pairBurst: 2, pairSeconds: 6);

        pace.GiveBack(Asha.Id);
        Taken(pace, 2);
        pace.GiveBack(Asha.Id);

        Taken(pace, 5).ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 45)]
    [InlineData(6, 0)]
    public void Zero_means_no_limit(double pairSeconds, int pairBurst)
    {
        var pace = Pace(0, pairBurst, pairSeconds);

        Taken(pace, 1000).ShouldBe(1000);
        pace.GiveBack(Asha.Id);
        pace.Wait(Asha.Id).ShouldBe(TimeSpan.Zero);
        pace.Available().ShouldBe(int.MaxValue);
    }

    [Fact]
    public void Customers_of_long_ago_are_forgotten_and_the_busy_one_is_not()
    {
        var pace = Pace(perSecond: 0, pairBurst: 1, pairSeconds: 60);
        for (var customer = 0; customer < 20_001; customer++)
        {
            pace.TryTake(CustomerId.New(Noon));
        }

        clock.Move(TimeSpan.FromSeconds(59));
        pace.TryTake(Asha.Id).ShouldBeTrue();
        clock.Move(TimeSpan.FromSeconds(2));

        pace.TryTake(CustomerId.New(Noon)).ShouldBeTrue();
        pace.TryTake(Asha.Id).ShouldBeFalse();
    }

    [Fact]
    public void Processes_share_the_throughput_of_the_number()
    {
        var slots = new Slots(new FakeWorkers(), clock);
        var pace = new SendPace(SupportUnderTest.Options with { MessagesPerSecond = 40, PairBurst = 0 }, slots, clock);
        slots.Update([slots.Me, .. Enumerable.Range(1, 3).Select(number => new WorkerId(new Guid(number, 0, 0, new byte[8])))], clock.GetTimestamp());
        clock.Move(TimeSpan.FromSeconds(1));
        Taken(pace, 100).ShouldBe(10);

        clock.Move(TimeSpan.FromSeconds(0.5));

        Taken(pace, 100).ShouldBe(5);
    }

    private SendPace Pace(int perSecond, int pairBurst, double pairSeconds) => new(
        SupportUnderTest.Options with { MessagesPerSecond = perSecond, PairBurst = pairBurst, PairSeconds = pairSeconds },
        new Slots(new FakeWorkers { AreSeveral = false }, clock),
        clock);

    private static int Taken(SendPace pace, int tries) => Enumerable.Range(0, tries).Count(_ => pace.TryTake(Asha.Id));
}
