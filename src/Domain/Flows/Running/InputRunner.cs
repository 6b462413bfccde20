using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Values;

namespace WhatsAppSupport.Domain.Flows.Running;

internal sealed class InputRunner : StepRunner<InputStep>
{
    protected override StepMove Enter(InputStep step, FlowTurn turn)
    {
        if (step.Text is not null)
            turn.Say(step.Text);
        return StepMove.Wait;
    }

    protected override StepMove Answer(InputStep step, FlowTurn turn, CustomerInput input)
    {
        if (Read(step, turn, input) is { } value)
        {
            turn.Set(step.Variable, value);
            return StepMove.Next;
        }

        if (step.MaxAttempts is { } most && turn.CountAttempt() >= most)
            return StepMove.Into(InputStep.Fail);
        turn.Say(turn.TextOr(step.RetryText, step.Validate is null ? turn.Context.AskInWords : turn.Context.AskToFit ?? turn.Context.AskInWords));
        return StepMove.Wait;
    }

    private static Value? Read(InputStep step, FlowTurn turn, CustomerInput input) =>
        step.Validate is { } check ? check.Read(input, turn, turn.Locale)
        : input.IsWords && !string.IsNullOrWhiteSpace(input.Text) ? Value.Of(input.Text)
        : null;
}
