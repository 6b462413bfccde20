using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Expressions;

/// <summary>
/// A condition or another value to be worked out, parsed once. Evaluation is total: a missing variable is empty, and values that do not fit each other compare
/// in a defined way (docs/flows.md), so that no customer's answer can make it fail.
/// </summary>
public abstract record Expression
{
    private protected Expression()
    {
    }

    public bool IsTrue(IVariables variables) => Evaluate(variables).IsTrue;

    public Value ValueIn(IVariables variables) => Evaluate(variables);

    /// <summary>Several under names of their own.</summary>
    public static Expression Named(IReadOnlyList<KeyValuePair<string, Expression>> fields) => new NamedValues(fields);

    /// <summary>Null, with the <paramref name="error"/>, for what is no expression.</summary>
    public static Expression? Parse(string source, out ExpressionError? error)
    {
        if (VariableName.IsValid(source) && !Tokenizer.IsWord(source))
        {
            error = null;
            return new Variable(source);
        }

        var tokens = new Tokenizer(source);
        return tokens.Read(out error) is { } read ? new Parser(read).Parse(out error) : null;
    }

    /// <summary>In a form that parses to the same.</summary>
    public sealed override string ToString() => Written(Binding.Or);

    internal abstract Value Evaluate(IVariables variables);

    /// <summary>What it consists of.</summary>
    internal virtual IEnumerable<Expression> Parts => [];

    /// <summary>The variables in it, each as often as it stands there.</summary>
    internal IEnumerable<string> Variables => (this is Variable(var name) ? [name] : Enumerable.Empty<string>()).Concat(Parts.SelectMany(part => part.Variables));

    /// <summary>Which kinds of value it can have, where so much is known of its variables.</summary>
    internal virtual ValueKinds KindsOf(Func<string, ValueKinds> kindsOf) => ValueKinds.Truth;

    /// <summary>What in it can never come to anything, for a person to read.</summary>
    internal virtual IEnumerable<string> Misfits(Func<string, ValueKinds> kindsOf) => Parts.SelectMany(part => part.Misfits(kindsOf));

    /// <summary>How tightly its parts hold together.</summary>
    internal abstract Binding Binding { get; }

    private protected abstract string Write();

    /// <summary>As part of something that holds its parts at least so tightly.</summary>
    internal string Written(Binding within) => Binding < within ? $"({Write()})" : Write();
}

/// <summary>From the loosest to the tightest.</summary>
internal enum Binding
{
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Sign,
    Value,
}
