using WhatsAppSupport.Application.Health;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>A circuit that a test opens and closes.</summary>
internal sealed class FakeCircuit : ICircuit
{
    public string Name => "fake";

    public CircuitState State { get; private set; }

    public DateTimeOffset? ProbeAt { get; private set; }

    public DateTimeOffset? RecoveredAt { get; private set; }

    public void Open(DateTimeOffset probeAt) => (State, ProbeAt) = (CircuitState.Open, probeAt);

    public void Close(DateTimeOffset now) => (State, ProbeAt, RecoveredAt) = (CircuitState.Closed, null, now);
}
