using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Expressions;

internal sealed record Comparison(Expression Left, string Operator, Expression Right) : Expression
{
    public static readonly IReadOnlyList<string> Operators = ["==", "!=", "<", "<=", ">", ">=", "contains"];

    internal override Binding Binding => Binding.Comparison;

    internal override IEnumerable<Expression> Parts => [Left, Right];

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

    internal override IEnumerable<string> Misfits(Func<string, ValueKinds> kindsOf)
    {
        var (left, right) = (Compared(Left.KindsOf(kindsOf)), Compared(Right.KindsOf(kindsOf)));
        var isNever = Operator is "<" or "<=" or ">" or ">=" && (left & right & (ValueKinds.Number | ValueKinds.Text)) == ValueKinds.None;
        return isNever
            ? base.Misfits(kindsOf).Prepend($"{this} compares what is never of one kind, and is never true")
            : base.Misfits(kindsOf);
    }

    /// <summary>A time is compared with one that is written, too.</summary>
    private static ValueKinds Compared(ValueKinds kinds) => kinds.HasFlag(ValueKinds.Time) ? kinds | ValueKinds.Text : kinds;

    private protected override string Write() => $"{Left.Written(Binding.Sum)} {Operator} {Right.Written(Binding.Sum)}";
}
