using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Expressions;

internal sealed record Comparison(Expression Left, string Operator, Expression Right) : Expression
{
    public static readonly IReadOnlyList<string> Operators = ["==", "!=", "<", "<=", ">", ">=", "contains"];

    internal override Binding Binding => Binding.Comparison;

    internal override Value Evaluate(IVariables variables)
    {
        var left = Left.Evaluate(variables);
        var right = Right.Evaluate(variables);
        return Value.Of(Operator switch
        {
            "==" => left.IsSame(right),
            "!=" => !left.IsSame(right),
            "<" => left.CompareTo(right) < 0,
            "<=" => left.CompareTo(right) <= 0,
            ">" => left.CompareTo(right) > 0,
            ">=" => left.CompareTo(right) >= 0,
            _ => left.Contains(right),
        });
    }

    private protected override string Write() => $"{Left.Written(Binding.Value)} {Operator} {Right.Written(Binding.Value)}";
}
