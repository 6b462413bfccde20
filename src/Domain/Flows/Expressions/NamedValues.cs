using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Expressions;

/// <summary>Several values under names of their own. It is written as a map of the file, and never within an expression.</summary>
internal sealed record NamedValues(IReadOnlyList<KeyValuePair<string, Expression>> Fields) : Expression
{
    internal override Binding Binding => Binding.Value;

    internal override IEnumerable<Expression> Parts => Fields.Select(one => one.Value);

    internal override Value Evaluate(IVariables variables) =>
        Value.Of(Fields.Select(one => KeyValuePair.Create(one.Key, one.Value.Evaluate(variables))));

    internal override ValueKinds KindsOf(Func<string, ValueKinds> kindsOf) => ValueKinds.Fields;

    private protected override string Write() => string.Join(", ", Fields.Select(one => $"{one.Key}: {one.Value}"));
}
