using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Flows.Calls;

/// <summary>What a call of a flow came to.</summary>
public abstract record FlowAnswer : Personal
{
    private FlowAnswer()
    {
    }

    /// <param name="Status">200 to 299.</param>
    /// <param name="Body">JSON or text, at most <see cref="CallLimits.LargestAnswer"/> bytes; empty where there was none. Secrets that it repeats are taken out.</param>
    public sealed record Succeeded(int Status, string Body) : FlowAnswer;

    /// <param name="Code">One of <see cref="CallFailures"/>: flows may decide by it, so that it never changes.</param>
    public sealed record Failed(string Code) : FlowAnswer;
}
