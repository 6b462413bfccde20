using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Running;

internal sealed class EscalateRunner : StepRunner<EscalateStep>
{
    protected override StepMove Enter(EscalateStep step, FlowTurn turn)
    {
        turn.HandOver(step.Request);
        return StepMove.Stop;
    }
}
