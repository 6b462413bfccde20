using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Asks for an answer in the customer's own words.</summary>
/// <param name="Variable">Where the answer is kept.</param>
/// <param name="Text">The question; null when the message before it asks.</param>
/// <param name="RetryText">Said when no words came; null for the business's usual text.</param>
public sealed record InputStep(string Variable, TextTemplate? Text = null, TextTemplate? RetryText = null) : Step
{
    internal override bool Waits => true;
}
