using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Tells the customer something and goes on.</summary>
public sealed record MessageStep(FlowText Text) : Step
{
    internal override StepUse Use => new() { Texts = [("text", Text)] };
}
