using Microsoft.Extensions.Hosting;
using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Application.Metrics;

/// <summary>Shows each circuit's state: 0 closed, 1 half-open, 2 open.</summary>
internal sealed class CircuitMetrics(IEnumerable<ICircuit> circuits, SupportMetrics metrics) : IHostedService
{
    private readonly ICircuit[] circuits = [.. circuits];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.Gauge(
            "support_circuit_state",
            "Whether a provider answers: 0 closed, 1 half-open, 2 open",
            "circuit",
            () => circuits.Select(circuit => (circuit.Name, (long)circuit.State)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
