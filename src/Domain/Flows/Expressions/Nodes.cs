using System.Text;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Expressions;

/// <summary>A quoted text.</summary>
internal sealed record TextLiteral(string Text) : Expression
{
    private readonly Value value = Value.Of(Text);

    internal override Binding Binding => Binding.Value;

    internal override Value Evaluate(IVariables variables) => value;

    internal override ValueKinds KindsOf(Func<string, ValueKinds> kindsOf) => value.AsNumber is null ? ValueKinds.Text : ValueKinds.Words;

    private protected override string Write()
    {
        var text = new StringBuilder("\"");
        foreach (var character in Text)
        {
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ => character.ToString(),
            });
        }

        return text.Append('"').ToString();
    }
}

/// <summary>A number, <c>true</c> or <c>false</c>, as written.</summary>
internal sealed record Literal(string Text) : Expression
{
    private readonly Value value = Text switch
    {
        "true" => Value.True,
        "false" => Value.False,
        _ => Value.Of(Numbers.Read(Text)),
    };

    internal override Binding Binding => Text.StartsWith('-') ? Binding.Sign : Binding.Value;

    internal override Value Evaluate(IVariables variables) => value;

    internal override ValueKinds KindsOf(Func<string, ValueKinds> kindsOf) => value is Value.Number ? ValueKinds.Number : ValueKinds.Truth;

    private protected override string Write() => Text;
}

internal sealed record Variable(string Name) : Expression
{
    internal override Binding Binding => Binding.Value;

    internal override Value Evaluate(IVariables variables) => variables.Find(Name);

    internal override ValueKinds KindsOf(Func<string, ValueKinds> kindsOf) => kindsOf(Name);

    private protected override string Write() => Name;
}

internal sealed record Not(Expression Operand) : Expression
{
    internal override Binding Binding => Binding.Not;

    internal override IEnumerable<Expression> Parts => [Operand];

    internal override Value Evaluate(IVariables variables) => Value.Of(!Operand.IsTrue(variables));

    private protected override string Write() => $"not {Operand.Written(Binding.Not)}";
}

/// <summary>However many there are in a row, they lie side by side: a long condition is not a deep one.</summary>
internal sealed record All(IReadOnlyList<Expression> Operands) : Expression
{
    internal override Binding Binding => Binding.And;

    internal override IEnumerable<Expression> Parts => Operands;

    internal override Value Evaluate(IVariables variables)
    {
        foreach (var operand in Operands)
        {
            if (!operand.IsTrue(variables))
                return Value.False;
        }

        return Value.True;
    }

    private protected override string Write() => string.Join(" and ", Operands.Select(operand => operand.Written(Binding.Not)));
}

/// <inheritdoc cref="All" />
internal sealed record Any(IReadOnlyList<Expression> Operands) : Expression
{
    internal override Binding Binding => Binding.Or;

    internal override IEnumerable<Expression> Parts => Operands;

    internal override Value Evaluate(IVariables variables)
    {
        foreach (var operand in Operands)
        {
            if (operand.IsTrue(variables))
                return Value.True;
        }

        return Value.False;
    }

    private protected override string Write() => string.Join(" or ", Operands.Select(operand => operand.Written(Binding.And)));
}
