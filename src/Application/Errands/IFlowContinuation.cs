using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Errands;

/// <summary>Goes on with a flow that waits for something else than a message.</summary>
internal interface IFlowContinuation
{
    /// <returns>False: the flow does not wait for it any more, and nothing is to be stored.</returns>
    Task<bool> GoOnAsync(TurnDraft draft, FlowInput input, CancellationToken cancellationToken);
}
