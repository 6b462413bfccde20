using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>What makes a flow go on: something of the customer (<see cref="CustomerInput"/>), a time that has come, or an answer from elsewhere.</summary>
public abstract record FlowInput : Personal
{
    private protected FlowInput()
    {
    }

    /// <param name="Visit">The wait that it was for. The flow may have gone on since; then it means nothing.</param>
    public abstract record Returning(long Visit) : FlowInput;

    /// <inheritdoc />
    public sealed record TimeUp(long Visit) : Returning(Visit);

    /// <inheritdoc />
    public sealed record Answered(long Visit, FlowAnswer Answer) : Returning(Visit);
}
