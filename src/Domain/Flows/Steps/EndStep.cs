using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Ends the flow here; a flow that was called gives its result to the one that called it.</summary>
/// <param name="Text">Said instead of the flow's closing text; null: that one.</param>
/// <param name="Result">A value; null: nothing.</param>
public sealed record EndStep(FlowText? Text = null, Expression? Result = null) : Step
{
    internal override StepUse Use => new()
    {
        Texts = StepUse.TextsOf(("text", Text)),
        Expressions = Result is null ? [] : [("result", Result)],
        GoesOn = false,
    };
}
