using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Running;

internal sealed class QuickRepliesRunner : ChoosingRunner<QuickRepliesStep>
{
    protected override FlowText TextOf(QuickRepliesStep step) => step.Text;

    protected override FlowText? RetryTextOf(QuickRepliesStep step) => step.RetryText;

    protected override StepMove Choose(QuickRepliesStep step, FlowTurn turn, int chosen) => Take(step.Replies[chosen], step.Variable, turn);
}
