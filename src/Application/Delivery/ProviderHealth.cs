using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Application.Delivery;

internal sealed class ProviderHealth(Dispatcher dispatcher) : IHealthPart
{
    public string Name => "provider";

    public ValueTask<PartHealth> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(dispatcher.IsHeld
        ? new PartHealth(PartState.Degraded, "the account is refused (key, address or balance): messages wait, none is failed")
        : PartHealth.Up);
}
