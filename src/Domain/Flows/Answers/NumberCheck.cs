using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Answers;

/// <summary>A number, in the digits of any script and with the signs of the customer's language: <c>1,234.5</c>.</summary>
/// <param name="IsWhole">Whether there may be nothing after the point.</param>
public sealed record NumberCheck(bool IsWhole) : InputCheck
{
    internal override ValueKinds Gives => ValueKinds.Number;

    private protected override Value? ReadAny(CustomerInput input, Locale locale) =>
        WordsOf(input) is { } words && locale.ReadNumber(FoldedText.Of(words)) is { } number && (!IsWhole || number == decimal.Truncate(number))
            ? new Value.Number(number)
            : null;
}
