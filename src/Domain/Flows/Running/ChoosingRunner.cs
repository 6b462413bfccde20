using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows.Running;

/// <summary>What the steps have in common at which something is chosen.</summary>
internal abstract class ChoosingRunner<TStep> : StepRunner<TStep>
    where TStep : Step
{
    protected sealed override StepMove Enter(TStep step, FlowTurn turn)
    {
        turn.Say(Offer(step, turn, turn.TextOr(TextOf(step), turn.Context.AskAgain)));
        return StepMove.Wait;
    }

    protected sealed override StepMove Answer(TStep step, FlowTurn turn, CustomerInput input)
    {
        if (turn.Node.Choices.Find(input) is { } chosen)
            return Choose(step, turn, chosen);
        turn.Say(Offer(step, turn, turn.TextOr(RetryTextOf(step), turn.Context.AskAgain)));
        return StepMove.Wait;
    }

    protected abstract FlowText TextOf(TStep step);

    protected abstract FlowText? RetryTextOf(TStep step);

    protected abstract StepMove Choose(TStep step, FlowTurn turn, int chosen);

    protected virtual Reply Offer(TStep step, FlowTurn turn, string text) => new(text, turn.Node.Choices.OptionsIn(turn.Language));

    protected static StepMove Take(QuickReply reply, string? variable, FlowTurn turn)
    {
        if (variable is not null)
            turn.Set(variable, Values.Value.Of(reply.Kept));
        foreach (var (name, value) in reply.Set)
            turn.Set(name, turn.ValueOf(value));
        switch (reply.Action)
        {
            case ReplyAction.ToFlow jump:
                return StepMove.ToFlow(jump.FlowId);
            case ReplyAction.ToStep jump:
                return StepMove.ToStep(jump.StepId);
            case ReplyAction.Escalate escalation:
                turn.HandOver(escalation.Request);
                return StepMove.Stop;
            default:
                return StepMove.Next;
        }
    }
}
