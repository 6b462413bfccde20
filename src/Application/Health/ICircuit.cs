namespace WhatsAppSupport.Application.Health;

/// <summary>
/// Whether something outside answers. Open: it was asked several times and did not, so it is left alone until <see cref="ProbeAt"/>; then
/// one request tries, and everybody follows when that one is answered.
/// </summary>
public interface ICircuit
{
    /// <summary>Short and out of the settings, never from outside: it is a metric's label, such as <c>msg91</c>.</summary>
    string Name { get; }

    CircuitState State { get; }

    /// <summary>When one request may try while it is open; null while it is not.</summary>
    DateTimeOffset? ProbeAt { get; }

    /// <summary>When it last answered again after having been open; null when it never was.</summary>
    DateTimeOffset? RecoveredAt { get; }
}

/// <summary>The numbers are what the metric shows.</summary>
public enum CircuitState
{
    Closed = 0,

    /// <summary>One request is on its way to see whether it answers again.</summary>
    HalfOpen = 1,
    Open = 2,
}
