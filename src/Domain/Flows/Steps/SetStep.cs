using WhatsAppSupport.Domain.Flows.Expressions;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Keeps values, in order, each worked out with those before it, and goes on.</summary>
/// <param name="Values">The variable <c>customer.language</c> is the language that the customer is spoken to in from then on.</param>
public sealed record SetStep(IReadOnlyList<KeyValuePair<string, Expression>> Values) : Step
{
    internal override StepUse Use => new()
    {
        Expressions = [.. Values.Select(one => ($"values.{one.Key}", one.Value))],
        Sets = [.. Values.Select(one => (one.Key, one.Value.KindsOf(_ => ValueKinds.Anything)))],
    };
}
