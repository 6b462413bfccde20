using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows.Running;

internal sealed class ListRunner : ChoosingRunner<ListStep>
{
    protected override FlowText TextOf(ListStep step) => step.Text;

    protected override FlowText? RetryTextOf(ListStep step) => step.RetryText;

    protected override StepMove Choose(ListStep step, FlowTurn turn, int chosen) => Take(step.Rows[chosen], step.Variable, turn);

    protected override Reply Offer(ListStep step, FlowTurn turn, string text) => base.Offer(step, turn, text) with { ListButton = turn.Render(step.Button) };
}
