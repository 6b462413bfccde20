using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.Application.FlowCalls;

/// <summary>Makes the requests of flows. Never throws for what the other side does, or for an address that may not be called: that is an answer.</summary>
public interface IApiCalls
{
    /// <param name="call">With its secrets still to be put in.</param>
    /// <param name="idempotencyKey">The same whenever the same request is made once more.</param>
    Task<FlowAnswer> SendAsync(HttpCall call, string idempotencyKey, CancellationToken cancellationToken);
}
