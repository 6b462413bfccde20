using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Expressions;

/// <summary>
/// A condition, parsed once. Evaluation is total: a missing variable is empty, and values that do not fit each other compare
/// in a defined way (docs/flows.md), so that no customer's answer can make it fail.
/// </summary>
public abstract record Expression
{
    private protected Expression()
    {
    }

    public bool IsTrue(IVariables variables) => Evaluate(variables).IsTrue;

    /// <summary>Null, with the <paramref name="error"/>, for what is no expression.</summary>
    public static Expression? Parse(string source, out ExpressionError? error)
    {
        var tokens = new Tokenizer(source);
        return tokens.Read(out error) is { } read ? new Parser(read).Parse(out error) : null;
    }

    /// <summary>In a form that parses to the same.</summary>
    public sealed override string ToString() => Written(Binding.Or);

    internal abstract Value Evaluate(IVariables variables);

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
    Value,
}
