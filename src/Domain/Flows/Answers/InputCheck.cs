using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Running;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Answers;

/// <summary>What an answer has to be. What fits is kept as what it is: a number as a number, a day as a day.</summary>
public abstract record InputCheck
{
    private protected InputCheck()
    {
    }

    /// <summary>The least that is taken; null: anything. Worked out when the answer comes, so that it may be <c>today()</c>.</summary>
    public Expression? Min { get; init; }

    /// <summary>The most that is taken.</summary>
    public Expression? Max { get; init; }

    internal abstract ValueKinds Gives { get; }

    /// <summary>Null for what does not fit.</summary>
    internal Value? Read(CustomerInput input, IVariables variables, Locale locale) =>
        ReadAny(input, locale) is { } value && IsWithin(Measured(value), variables) ? value : null;

    /// <summary>Whether it is one at all.</summary>
    private protected abstract Value? ReadAny(CustomerInput input, Locale locale);

    /// <summary>What the least and the most are of.</summary>
    private protected virtual Value Measured(Value value) => value;

    /// <summary>The words of who writes or taps; null for a picture, and for nothing but space.</summary>
    private protected static string? WordsOf(CustomerInput input) =>
        input.IsWords && !string.IsNullOrWhiteSpace(input.Text) ? TextCut.Clean(input.Text, FlowState.ValueMaxLength) : null;

    private bool IsWithin(Value value, IVariables variables) =>
        !(Min?.ValueIn(variables) is { } least && value.CompareTo(least) < 0)
        && !(Max?.ValueIn(variables) is { } most && value.CompareTo(most) > 0);
}
