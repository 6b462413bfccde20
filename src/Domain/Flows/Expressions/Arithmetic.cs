using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Expressions;

/// <summary>Sums or products, from left to right; however many in a row, they lie side by side. What is no number makes it nothing, and so does a division by 0.</summary>
internal sealed record Arithmetic(Expression First, IReadOnlyList<(string Operator, Expression Operand)> Rest, Binding Level) : Expression
{
    private const ValueKinds Fitting = ValueKinds.Number | ValueKinds.Time;

    internal override Binding Binding => Level;

    internal override IEnumerable<Expression> Parts => Rest.Select(one => one.Operand).Prepend(First);

    internal override Value Evaluate(IVariables variables)
    {
        var value = First.Evaluate(variables);
        foreach (var (sign, operand) in Rest)
            value = Worked(value, sign, operand.Evaluate(variables));
        return value;
    }

    internal override ValueKinds KindsOf(Func<string, ValueKinds> kindsOf) => Parts.Any(part => part.KindsOf(kindsOf).HasFlag(ValueKinds.Time)) ? Fitting : ValueKinds.Number;

    internal override IEnumerable<string> Misfits(Func<string, ValueKinds> kindsOf) => Parts
        .Where(part => (part.KindsOf(kindsOf) & Fitting) == ValueKinds.None)
        .Select(part => $"{part} is never a number, and nothing is counted with it")
        .Concat(base.Misfits(kindsOf));

    private protected override string Write() =>
        First.Written(Level) + string.Concat(Rest.Select(one => $" {one.Operator} {one.Operand.Written(Level + 1)}"));

    private static Value Worked(Value left, string sign, Value right)
    {
        if (left is Value.Day(var day) && right.AsNumber is { } days && (sign is "+" or "-"))
            return Days.After(day, sign == "-" ? -days : days);
        if (left is Value.Day && right is Value.Day && sign == "-")
            return Value.Of((left.AsTime!.Value - right.AsTime!.Value).Days);
        return left.AsNumber is { } one && right.AsNumber is { } other ? Counted(one, sign, other) : Value.Nothing;
    }

    private static Value Counted(decimal one, string sign, decimal other)
    {
        try
        {
            return sign switch
            {
                "+" => Value.Of(one + other),
                "-" => Value.Of(one - other),
                "*" => Value.Of(one * other),
                _ when other == 0 => Value.Nothing,
                "/" => Value.Of(one / other),
                _ => Value.Of(one % other),
            };
        }
        catch (OverflowException)
        {
            return Value.Nothing;
        }
    }
}

internal sealed record Negated(Expression Operand) : Expression
{
    internal override Binding Binding => Binding.Sign;

    internal override IEnumerable<Expression> Parts => [Operand];

    internal override Value Evaluate(IVariables variables) => Value.Of(-Operand.Evaluate(variables).AsNumber);

    internal override ValueKinds KindsOf(Func<string, ValueKinds> kindsOf) => ValueKinds.Number;

    private protected override string Write() => Operand is Literal ? $"-({Operand})" : $"-{Operand.Written(Binding.Sign)}";
}
