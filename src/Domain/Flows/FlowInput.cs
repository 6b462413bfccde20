using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>What moves a flow and is no message. It names the visit that it belongs to: where the flow does not wait in that visit any more, it is void.</summary>
public abstract record FlowInput : Personal
{
    private FlowInput()
    {
    }

    /// <summary>The time that a step waited for has come.</summary>
    public sealed record TimeUp(long Visit) : FlowInput;

    /// <summary>What a step asked for was answered.</summary>
    public sealed record Answered(long Visit, FlowAnswer Answer) : FlowInput;
}
