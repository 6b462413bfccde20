using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>What the customer gave the flow.</summary>
/// <param name="Text">What was written, or the title of what was tapped.</param>
/// <param name="Payload">The id of what was tapped.</param>
public sealed record CustomerInput(MessageType Type, string? Text, string? Payload);
