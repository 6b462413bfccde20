using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Delivery;

public sealed class ProviderHealthTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_provider_is_away_until_it_answered_and_not_only_until_a_message_may_try()
    {
        var (clock, gateway) = (new MovedClock(Noon), new FakeGateway());
        var gate = new SendGate(gateway, clock);
        var health = new ProviderHealth(gate);
        gateway.Circuit.Open(Noon + Second);
        clock.Move(Second);

        var whileOneMayTry = (gate.IsShut, (await health.CheckAsync(default)).State);
        gateway.Circuit.Close(Noon + Second);
        var afterwards = (await health.CheckAsync(default)).State;

        whileOneMayTry.ShouldBe((false, PartState.Degraded));
        afterwards.ShouldBe(PartState.Up);
    }
}
