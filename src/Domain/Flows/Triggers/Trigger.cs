using System.Text.RegularExpressions;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows.Triggers;

/// <summary>What begins a flow. Texts are compared folded (<see cref="FoldedText"/>).</summary>
public abstract record Trigger
{
    private Trigger()
    {
    }

    /// <summary>Where several triggers fit, the greater one goes first; 0 when nothing is said.</summary>
    public int Priority { get; init; }

    /// <summary>Whether it works in the midst of any flow, too.</summary>
    public bool Interrupts { get; init; }

    /// <summary>Whether the flow that was interrupted goes on afterwards, and asks once more.</summary>
    public bool Resumes { get; init; }

    /// <summary>Which message it is, for a person to read.</summary>
    public abstract string InWords { get; }

    /// <summary>Of two that fit with the same priority the smaller one goes first: the more is said of the message, the smaller.</summary>
    internal abstract int Rank { get; }

    /// <summary>A word or phrase, as whole words anywhere in the message.</summary>
    public sealed record Keyword(string Value) : Trigger
    {
        public override string InWords => $"a message with \"{Value}\" in it";

        internal override int Rank => 2;

        /// <summary>Whether there is anything in it that could be found in a message.</summary>
        public static bool HasWord(string value) => Phrase.WordsIn(value).Count > 0;
    }

    /// <summary>The whole message.</summary>
    public sealed record ExactMatch(string Value) : Trigger
    {
        public override string InWords => $"the whole message \"{Value}\"";

        internal override int Rank => 1;

        /// <summary>Two with the same are the same trigger.</summary>
        public string Folded { get; } = FoldedText.Of(Value);
    }

    /// <summary>The id of what was tapped, such as a template's button.</summary>
    public sealed record Payload(string Value) : Trigger
    {
        public override string InWords => $"a tap on \"{Value}\"";

        internal override int Rank => 0;
    }

    /// <summary>A message that a pattern is found in.</summary>
    /// <param name="Value">As it was written.</param>
    /// <param name="Pattern">Takes no longer than the message is long, whatever it says.</param>
    public sealed record Matching(string Value, Regex Pattern) : Trigger
    {
        public override string InWords => $"a message that fits {Value}";

        internal override int Rank => 3;

        public bool Equals(Matching? other) => other is not null && Value == other.Value;

        public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);
    }

    /// <summary>A picture, a voice note, a place.</summary>
    public sealed record OfType(MessageType Value) : Trigger
    {
        public override string InWords => $"a message of the kind {Value.ToString().ToLowerInvariant()}";

        internal override int Rank => 4;
    }

    /// <summary>The first message ever of a customer.</summary>
    public sealed record FirstMessage : Trigger
    {
        public override string InWords => "the first message of a customer";

        internal override int Rank => 5;
    }

    /// <summary>Any message while nobody is there to answer.</summary>
    public sealed record OutsideHours : Trigger
    {
        public override string InWords => "a message outside of business hours";

        internal override int Rank => 6;
    }

    /// <summary>Any message that nothing else fits, before the language model is asked.</summary>
    public sealed record Fallback : Trigger
    {
        public override string InWords => "any other message";

        internal override int Rank => 7;
    }
}
