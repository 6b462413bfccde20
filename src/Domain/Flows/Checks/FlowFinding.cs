using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Triggers;

namespace WhatsAppSupport.Domain.Flows.Checks;

/// <param name="Field">Of the step, or of the flow where it is about none.</param>
/// <param name="Problem">What is wrong, and how it is mended.</param>
/// <param name="Stops">Whether the flows do not run with it.</param>
public sealed record FlowFinding(Flow Flow, FlowDoubt Doubt, string Field, string Problem, bool Stops)
{
    /// <summary>Null: it is about the flow or a trigger.</summary>
    public Step? Step { get; init; }

    /// <summary>Null: it is about the flow or a step.</summary>
    public Trigger? Trigger { get; init; }
}
