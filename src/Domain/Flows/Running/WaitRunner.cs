using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Running;

internal sealed class WaitRunner : StepRunner<WaitStep>
{
    public override StepMove TimeUp(Step step) => StepMove.Next;

    protected override StepMove Enter(WaitStep step, FlowTurn turn) => StepMove.Wait;
}
