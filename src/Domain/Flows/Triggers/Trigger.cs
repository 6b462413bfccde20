namespace WhatsAppSupport.Domain.Flows.Triggers;

/// <summary>What a customer may write to begin a flow. Compared folded (<see cref="Wording.FoldedText"/>).</summary>
public abstract record Trigger
{
    private Trigger()
    {
    }

    /// <summary>A word or phrase, as whole words anywhere in the message.</summary>
    public sealed record Keyword(string Value) : Trigger;

    /// <summary>The whole message.</summary>
    public sealed record ExactMatch(string Value) : Trigger;
}
