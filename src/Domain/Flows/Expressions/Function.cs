using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Expressions;

/// <summary>Something that an expression can ask for by name. It is total: what it cannot work out is nothing.</summary>
public sealed record Function
{
    internal Function(string form, string says, int least, int most, ValueKinds[] takes, ValueKinds gives, Func<IReadOnlyList<Value>, IVariables, Value> work)
    {
        Form = form;
        Says = says;
        (Least, Most) = (least, most);
        (Takes, Gives, Work) = (takes, gives, work);
    }

    public string Name => Form[..Form.IndexOf('(', StringComparison.Ordinal)];

    /// <summary>How it is written, such as <c>round(number, places)</c>.</summary>
    public string Form { get; }

    /// <summary>What it gives, for the reference.</summary>
    public string Says { get; }

    /// <summary>How many arguments it needs.</summary>
    public int Least { get; }

    public int Most { get; }

    /// <summary>What kinds its arguments may be, the last one for all that follow.</summary>
    internal IReadOnlyList<ValueKinds> Takes { get; }

    internal ValueKinds Gives { get; }

    internal Func<IReadOnlyList<Value>, IVariables, Value> Work { get; }

    internal ValueKinds Taken(int argument) => Takes.Count == 0 ? ValueKinds.Anything : Takes[Math.Min(argument, Takes.Count - 1)];
}
