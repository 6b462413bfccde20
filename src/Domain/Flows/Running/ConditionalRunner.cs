using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Running;

internal sealed class ConditionalRunner : StepRunner<ConditionalStep>
{
    protected override StepMove Enter(ConditionalStep step, FlowTurn turn) =>
        StepMove.Into(step.Condition.IsTrue(turn) ? ConditionalStep.Then : ConditionalStep.Else);
}
