using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Triggers;

/// <summary>What a customer may write to begin a flow. Compared folded (<see cref="FoldedText"/>).</summary>
public abstract record Trigger
{
    private Trigger()
    {
    }

    /// <summary>A word or phrase, as whole words anywhere in the message.</summary>
    public sealed record Keyword(string Value) : Trigger
    {
        /// <summary>Whether there is anything in it that could be found in a message.</summary>
        public static bool HasWord(string value) => Phrase.WordsIn(value).Count > 0;
    }

    /// <summary>The whole message.</summary>
    public sealed record ExactMatch(string Value) : Trigger
    {
        /// <summary>Two with the same are the same trigger.</summary>
        public string Folded { get; } = FoldedText.Of(Value);
    }
}
