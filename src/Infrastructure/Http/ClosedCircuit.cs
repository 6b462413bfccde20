using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.Infrastructure.Http;

/// <summary>Stands where nothing outside is asked.</summary>
internal sealed class ClosedCircuit(string name) : ICircuit
{
    public string Name => name;

    public CircuitState State => CircuitState.Closed;

    public DateTimeOffset? ProbeAt => null;

    public DateTimeOffset? RecoveredAt => null;
}
