using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows.Running;

namespace WhatsAppSupport.Domain.Conversations;

/// <summary>Where in a flow a conversation stands; the variables live as long as the place does.</summary>
/// <param name="FlowId">The flow that waits for the customer.</param>
/// <param name="Version">The content hash of the flow that the place belongs to: a place in another content is not valid.</param>
/// <param name="Step">The waiting step's path, such as <c>3/else/0</c>.</param>
/// <param name="State">The engine's own state as JSON: variables and frames.</param>
public sealed record FlowPosition(string FlowId, string Version, string Step, string State) : Personal
{
    /// <summary>Names the wait that the flow is in; null for a state that nobody can read.</summary>
    public long? Visit() => FlowState.Read(State)?.Visit;

    /// <summary>When the flow goes on by itself; null where only somebody else makes it go on.</summary>
    public DateTimeOffset? GoesOnAt() => FlowState.Read(State)?.GoesOnAt;
}
