using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.Application.FlowCalls;

/// <summary>Where no host may be called.</summary>
internal sealed class NoApiCalls : IApiCalls
{
    public Task<FlowAnswer> SendAsync(HttpCall call, string idempotencyKey, CancellationToken cancellationToken) =>
        Task.FromResult<FlowAnswer>(new FlowAnswer.Failed("refused_address"));
}
