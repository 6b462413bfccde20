using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.Application.FlowCalls;

/// <summary>Makes the calls of <c>api</c> steps. Never throws for what the other side does; a call that is wrong or not allowed is an answer, too.</summary>
public interface IApiCalls
{
    /// <param name="idempotencyKey">The same for the same step of the same inbox row, so that whoever is asked can tell a repeat: all tries bear it.</param>
    Task<FlowAnswer> SendAsync(HttpCall call, string idempotencyKey, CancellationToken cancellationToken);
}
