using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Hands the customer over to a person and ends the flow.</summary>
public sealed record EscalateStep(HandOverRequest Request) : Step
{
    internal override StepUse Use => new() { Texts = StepUse.TextsOf(("text", Request.Text)), InnerTexts = StepUse.TextsOf(("reason", Request.Reason)), GoesOn = false };
}

/// <param name="Text">Said to the customer; null for the business's usual text.</param>
/// <param name="Reason">Told to the department; null for the flow's name.</param>
public sealed record HandOverRequest(string Department, FlowText? Text = null, FlowText? Reason = null);
