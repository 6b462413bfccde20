using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>What the engine decided; whoever asked performs the effects, in their order.</summary>
/// <param name="Handled">False: no flow is active and no trigger fits, so somebody else may answer.</param>
/// <param name="Position">Where the conversation stands now; null when no flow waits for the customer.</param>
public sealed record FlowOutcome(bool Handled, FlowPosition? Position, IReadOnlyList<FlowEffect> Effects) : Personal
{
    /// <summary>One of <see cref="FlowFault"/>: why a person was called in instead; null: all went well.</summary>
    public string? Fault { get; init; }

    /// <summary>The flow that could not go on; null where all went well.</summary>
    public string? FaultyFlow { get; init; }

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

    /// <summary>Come back after a time (<see cref="FlowInput.TimeUp"/>), however often the program is restarted meanwhile.</summary>
    /// <param name="Visit">Names the wait.</param>
    public sealed record WakeAfter(long Visit, TimeSpan After) : FlowEffect;

    /// <summary>Ask another system, and come back with its answer (<see cref="FlowInput.Answered"/>).</summary>
    /// <param name="StepKey">Names the step within the turn.</param>
    public sealed record Request(long Visit, string StepKey, HttpCall Call) : FlowEffect;

    /// <summary>Ask the language model, and come back with its answer.</summary>
    public sealed record AskModel(long Visit, string StepKey, string Prompt) : FlowEffect;

    /// <summary>Put a tag on the conversation, or take it off.</summary>
    public sealed record Tag(string Name, bool IsAdded) : FlowEffect;

    /// <summary>Leave a note for agents.</summary>
    /// <param name="FlowId">Whose note it is.</param>
    public sealed record Note(string FlowId, string Text) : FlowEffect;

    /// <param name="Score">1 to 5.</param>
    public sealed record Rate(int Score) : FlowEffect;

    /// <summary>Speak to the customer in this language from now on.</summary>
    public sealed record SpeakIn(string Language) : FlowEffect;
}
