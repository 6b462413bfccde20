using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Values;

namespace WhatsAppSupport.Domain.Flows.Running;

internal sealed class GotoRunner : StepRunner<GotoStep>
{
    protected override StepMove Enter(GotoStep step, FlowTurn turn) =>
        step.FlowId is { } flow ? StepMove.ToFlow(flow) : StepMove.ToStep(step.StepId!);
}

internal sealed class CallRunner : StepRunner<CallStep>
{
    protected override StepMove Enter(CallStep step, FlowTurn turn) => turn.Call(step);
}

internal sealed class EndRunner : StepRunner<EndStep>
{
    protected override StepMove Enter(EndStep step, FlowTurn turn)
    {
        if ((step.Text ?? turn.Flow.Ends) is { } text)
            turn.Say(text);
        return StepMove.Return(step.Result?.ValueIn(turn) ?? Value.Nothing);
    }
}
