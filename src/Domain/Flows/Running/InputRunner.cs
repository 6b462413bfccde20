using WhatsAppSupport.Domain.Flows.Steps;

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
        if (!input.IsWords || string.IsNullOrWhiteSpace(input.Text))
        {
            turn.Say(turn.TextOr(step.RetryText, turn.Context.AskInWords));
            return StepMove.Wait;
        }

        turn.Set(step.Variable, input.Text);
        return StepMove.Next;
    }
}
