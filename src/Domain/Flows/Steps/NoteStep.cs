using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Leaves a note for agents, which the customer never sees, and goes on.</summary>
public sealed record NoteStep(FlowText Text) : Step
{
    internal override StepUse Use => new() { InnerTexts = [("text", Text)] };
}
