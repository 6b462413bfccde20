using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Answers;

/// <summary>A day: 2026-11-26, or with day, month and year in the order of the customer's language.</summary>
public sealed record DateCheck : InputCheck
{
    internal override ValueKinds Gives => ValueKinds.Time;

    private protected override Value? ReadAny(CustomerInput input, Locale locale) =>
        WordsOf(input) is { } words && locale.ReadDay(FoldedText.Of(words)) is { } day ? new Value.Day(day) : null;
}
