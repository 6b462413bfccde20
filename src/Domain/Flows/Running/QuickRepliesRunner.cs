using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Running;

internal sealed class QuickRepliesRunner : StepRunner<QuickRepliesStep>
{
    protected override StepMove Enter(QuickRepliesStep step, FlowTurn turn)
    {
        turn.Say(turn.TextOr(step.Text, turn.Context.AskAgain), turn.Node.Choices.Options);
        return StepMove.Wait;
    }

    protected override StepMove Answer(QuickRepliesStep step, FlowTurn turn, CustomerInput input)
    {
        if (turn.Node.Choices.Find(input) is not { } index)
        {
            turn.Say(turn.TextOr(step.RetryText, turn.Context.AskAgain), turn.Node.Choices.Options);
            return StepMove.Wait;
        }

        var reply = step.Replies[index];
        if (step.Variable is not null)
            turn.Set(step.Variable, reply.Title);
        foreach (var (name, value) in reply.Set)
            turn.Set(name, turn.Render(value));
        switch (reply.Action)
        {
            case ReplyAction.ToFlow jump:
                return StepMove.ToFlow(jump.FlowId);
            case ReplyAction.Escalate escalation:
                turn.HandOver(escalation.Request);
                return StepMove.Stop;
            default:
                return StepMove.Next;
        }
    }
}
