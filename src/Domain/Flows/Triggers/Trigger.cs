using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Triggers;

/// <summary>What a customer may write to begin a flow. Compared folded (<see cref="FoldedText"/>).</summary>
public abstract record Trigger
{
    private Trigger()
    {
    }

    /// <summary>Which message it is, for a person to read.</summary>
    public abstract string InWords { get; }

    /// <summary>A word or phrase, as whole words anywhere in the message.</summary>
    public sealed record Keyword(string Value) : Trigger
    {
        public override string InWords => $"a message with \"{Value}\" in it";

        /// <summary>Whether there is anything in it that could be found in a message.</summary>
        public static bool HasWord(string value) => Phrase.WordsIn(value).Count > 0;
    }

    /// <summary>The whole message.</summary>
    public sealed record ExactMatch(string Value) : Trigger
    {
        public override string InWords => $"the whole message \"{Value}\"";

        /// <summary>Two with the same are the same trigger.</summary>
        public string Folded { get; } = FoldedText.Of(Value);
    }
}
