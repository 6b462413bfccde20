using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Flows.Calls;

/// <summary>What came of something that a flow had asked outside of its turn.</summary>
public abstract record FlowAnswer : Personal
{
    private FlowAnswer()
    {
    }

    /// <param name="Status">Of the HTTP answer; 200 for a language model's.</param>
    /// <param name="Body">JSON or text, cut at 64 KiB.</param>
    public sealed record Succeeded(int Status, string Body) : FlowAnswer;

    /// <param name="Code">Stable: <c>timeout</c>, <c>unreachable</c>, <c>status_404</c>, <c>model_unavailable</c>.</param>
    public sealed record Failed(string Code) : FlowAnswer;
}
