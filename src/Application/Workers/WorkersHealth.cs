using System.Globalization;
using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Application.Workers;

internal sealed class WorkersHealth(Slots slots) : IHealthPart
{
    public string Name => "workers";

    public ValueTask<PartHealth> CheckAsync(CancellationToken cancellationToken)
    {
        var share = string.Create(CultureInfo.InvariantCulture, $"{slots.Workers} at work; this one handles {slots.Count} of 1024 slots");
        return ValueTask.FromResult(new PartHealth(slots.Count > 0 || slots.Workers > 1 ? PartState.Up : PartState.Degraded, share));
    }
}
