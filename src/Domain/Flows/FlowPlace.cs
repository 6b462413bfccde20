namespace WhatsAppSupport.Domain.Flows;

/// <summary>Where a conversation stands, in one of the contents at hand.</summary>
/// <param name="Asked">Where it stood before it was moved, and what the customer was asked; null where it was not, or where that content is not at hand.</param>
internal readonly record struct FlowPlace(Flow Flow, FlowNode Node, FlowNode? Asked = null);
