using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>What the engine decided; whoever asked performs the effects, in their order.</summary>
/// <param name="Handled">False: no flow is active and no trigger fits, so somebody else may answer.</param>
/// <param name="Position">Where the conversation stands now; null when no flow waits for the customer.</param>
public sealed record FlowOutcome(bool Handled, FlowPosition? Position, IReadOnlyList<FlowEffect> Effects)
{
    public static readonly FlowOutcome NotHandled = new(false, null, []);
}

/// <summary>Something that a flow wants done outside of it.</summary>
public abstract record FlowEffect : Personal
{
    private FlowEffect()
    {
    }

    /// <summary>Tell the customer.</summary>
    public sealed record Say(Reply Reply) : FlowEffect;

    /// <summary>Ask a department for a person. What the customer is told comes as a <see cref="Say"/> before it.</summary>
    public sealed record HandOver(string Department, string Reason) : FlowEffect;
}
