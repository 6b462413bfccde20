using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>What the customer gave the flow.</summary>
/// <param name="Text">What was written, or the title of what was tapped.</param>
/// <param name="Payload">The id of what was tapped.</param>
/// <param name="Media">JSON: a picture's or document's address and name, a position.</param>
public sealed record CustomerInput(MessageType Type, string? Text, string? Payload, string? Media = null) : FlowInput
{
    /// <summary>Written or tapped; a caption under a picture is not an answer.</summary>
    internal bool IsWords => Type is MessageType.Text or MessageType.Button or MessageType.Interactive;
}
