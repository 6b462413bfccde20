using System.Diagnostics;
using WhatsAppSupport.Application;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Pace;

public sealed class ManyCustomersTests
{
    /// <summary>When every message looked through all customers, this took minutes.</summary>
    [Fact]
    public void Pacing_costs_the_same_however_many_customers_are_written_to()
    {
        var slots = new Slots(new FakeWorkers { AreSeveral = false }, TimeProvider.System);
        var pace = new SendPace(new SupportOptions { IntegratedNumber = "919800000001", MessagesPerSecond = 0 }, slots, TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        var started = Stopwatch.GetTimestamp();

        for (var customer = 0; customer < 100_000; customer++)
        {
            pace.TryTake(CustomerId.New(now)).ShouldBeTrue();
        }

        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }
}
