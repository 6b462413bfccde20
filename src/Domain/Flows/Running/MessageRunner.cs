using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Running;

internal sealed class MessageRunner : StepRunner<MessageStep>
{
    protected override StepMove Enter(MessageStep step, FlowTurn turn)
    {
        turn.Say(step.Text);
        return StepMove.Next;
    }
}
