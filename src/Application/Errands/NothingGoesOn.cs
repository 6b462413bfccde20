using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Errands;

/// <summary>Where no step waits for anything but a message.</summary>
internal sealed class NothingGoesOn : IFlowContinuation
{
    public Task<bool> GoOnAsync(TurnDraft draft, FlowInput input, CancellationToken cancellationToken) => Task.FromResult(false);
}
