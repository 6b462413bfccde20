using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows.Running;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>One content of a flow. It never changes: another content is another version.</summary>
public readonly record struct FlowVersion(string FlowId, string Version)
{
    /// <summary>The contents that must be at hand before the engine goes on from a place.</summary>
    public static IReadOnlyList<FlowVersion> Of(FlowPosition position) => position.State.Contains("\"frames\"", StringComparison.Ordinal)
        ? [new(position.FlowId, position.Version), .. FlowState.Read(position.State)?.Frames.Select(frame => new FlowVersion(frame.FlowId, frame.Version)) ?? []]
        : [new(position.FlowId, position.Version)];
}
