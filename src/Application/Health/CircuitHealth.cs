using System.Globalization;

namespace WhatsAppSupport.Application.Health;

/// <summary>A circuit as a part of <c>/health</c>: open is degraded, because whatever waits for it is not lost.</summary>
public sealed class CircuitHealth(ICircuit circuit) : IHealthPart
{
    public string Name => $"circuit:{circuit.Name}";

    public ValueTask<PartHealth> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(circuit.State switch
    {
        CircuitState.Closed => new PartHealth(PartState.Up, "closed"),
        CircuitState.HalfOpen => new PartHealth(PartState.Degraded, "half-open: one request is trying"),
        _ => new PartHealth(
            PartState.Degraded,
            string.Create(CultureInfo.InvariantCulture, $"open: it does not answer; one request tries from {circuit.ProbeAt:HH:mm:ss} UTC on")),
    });
}
