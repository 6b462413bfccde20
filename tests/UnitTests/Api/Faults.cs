using WhatsAppSupport.Application.Lanes;

namespace WhatsAppSupport.UnitTests.Api;

/// <summary>What may go wrong behind a controller: a time-out is the world's fault, everything else a bug.</summary>
internal sealed class Faults : IFaults
{
    public static Exception Named(string name) => name == "timeout" ? new TimeoutException("INSIDE") : new InvalidOperationException("INSIDE");

    public bool IsInfrastructure(Exception exception) => exception is TimeoutException;
}
