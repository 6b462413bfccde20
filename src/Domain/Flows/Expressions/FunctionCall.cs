using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Expressions;

internal sealed record FunctionCall(Function Function, IReadOnlyList<Expression> Arguments) : Expression
{
    internal override Binding Binding => Binding.Value;

    internal override IEnumerable<Expression> Parts => Arguments;

    internal override Value Evaluate(IVariables variables)
    {
        var given = new Value[Arguments.Count];
        for (var place = 0; place < given.Length; place++)
            given[place] = Arguments[place].Evaluate(variables);
        return Function.Work(given, variables);
    }

    internal override ValueKinds KindsOf(Func<string, ValueKinds> kindsOf) => Function.Gives;

    internal override IEnumerable<string> Misfits(Func<string, ValueKinds> kindsOf) => Arguments.Index()
        .Where(argument => (argument.Item.KindsOf(kindsOf) & Function.Taken(argument.Index)) == ValueKinds.None)
        .Select(argument => $"{argument.Item} is never what {Function.Form} takes there")
        .Concat(base.Misfits(kindsOf));

    private protected override string Write() => $"{Function.Name}({string.Join(", ", Arguments)})";
}
