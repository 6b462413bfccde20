using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows.Calls;
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

    /// <summary>Go on by itself after that time, if the flow still waits in this visit.</summary>
    public sealed record WakeAfter(long Visit, TimeSpan After) : FlowEffect;

    /// <summary>Make a request outside of the turn; its answer comes back to this visit.</summary>
    /// <param name="StepKey">Names the step within its turn.</param>
    public sealed record Request(long Visit, string StepKey, HttpCall Call) : FlowEffect;

    /// <summary>Ask the language model outside of the turn; its answer comes back to this visit.</summary>
    /// <param name="StepKey">Names the step within its turn.</param>
    public sealed record AskModel(long Visit, string StepKey, string Prompt) : FlowEffect;

    /// <summary>Sort the conversation by a word, or no longer.</summary>
    public sealed record Tag(string Name, bool IsAdded) : FlowEffect;

    /// <summary>Keep something for agents; the customer never sees it.</summary>
    public sealed record Note(string Text) : FlowEffect;

    /// <summary>The customer has rated the conversation.</summary>
    /// <param name="Score">1 to 5.</param>
    public sealed record Rate(int Score) : FlowEffect;

    /// <summary>From now on the customer is spoken to in this language.</summary>
    public sealed record SpeakIn(string Language) : FlowEffect;
}
