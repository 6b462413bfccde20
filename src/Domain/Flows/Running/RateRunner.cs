using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Running;

internal sealed class RateRunner : ChoosingRunner<RateStep>
{
    protected override FlowText TextOf(RateStep step) => step.Text;

    protected override FlowText? RetryTextOf(RateStep step) => step.RetryText;

    protected override StepMove Choose(RateStep step, FlowTurn turn, int chosen)
    {
        var score = chosen + 1;
        turn.Do(new FlowEffect.Rate(score));
        if (step.Variable is not null)
            turn.Set(step.Variable, Value.Of(score));
        return StepMove.Next;
    }
}
