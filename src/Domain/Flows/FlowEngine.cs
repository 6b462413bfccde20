using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows.Running;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>
/// Decides what a flow says to what a customer wrote. Nothing but its arguments goes in and nothing but the outcome comes
/// out; the same arguments give the same outcome, and no input or stored place makes it throw or go on for ever.
/// </summary>
public sealed class FlowEngine(FlowSet flows)
{
    /// <summary>A turn that has come through so many steps without needing the customer is in a loop.</summary>
    public const int StepsPerTurn = 100;

    /// <summary>Why a person is called in when a flow cannot go on by itself.</summary>
    public const string LoopReason = "flow_loop";

    /// <summary>Who is called in then.</summary>
    public const string LoopDepartment = "support";

    /// <param name="position">Null when no flow waits. A place that is damaged, or in a flow that has changed, counts as none.</param>
    public FlowOutcome Decide(FlowPosition? position, CustomerInput input, FlowContext context)
    {
        if (Restore(position, context) is { } waiting)
        {
            return input.Type == MessageType.Reaction
                ? new FlowOutcome(true, position, [])
                : Run(waiting, waiting.Node.Runner.Answer(waiting.Node.Step, waiting, input));
        }

        if (input.IsWords && flows.Triggers.Find(input.Text) is { First: { } first } flow)
        {
            var begun = new FlowTurn(flow, first, FlowState.Empty, context);
            return Run(begun, first.Runner.Enter(first.Step, begun));
        }

        return FlowOutcome.NotHandled;
    }

    private FlowTurn? Restore(FlowPosition? position, FlowContext context) =>
        position is not null
        && flows.Find(position.FlowId, position.Version) is { } flow
        && flow.WaitingAt(position.Step) is { } node
        && FlowState.Read(position.State) is { } state
            ? new FlowTurn(flow, node, state, context)
            : null;

    private FlowOutcome Run(FlowTurn turn, StepMove move)
    {
        for (var steps = 1; move.Kind != StepMoveKind.Wait; steps++)
        {
            if (move.Kind == StepMoveKind.Stop)
                return Ended(turn);
            if (move.Kind == StepMoveKind.ToFlow)
            {
                if (flows.Find(move.FlowId!, from: turn.Flow) is not { } target)
                    return CallPerson(turn);
                turn.Flow = target;
            }

            var next = move.Kind switch
            {
                StepMoveKind.Into => turn.Node.Blocks[move.Block],
                StepMoveKind.ToFlow => turn.Flow.First,
                _ => turn.Node.Next,
            };
            if (next is null)
            {
                if (turn.Flow.Ends is { } ends)
                    turn.Say(ends);
                return Ended(turn);
            }

            if (steps >= StepsPerTurn)
                return CallPerson(turn);
            turn.Node = next;
            move = next.Runner.Enter(next.Step, turn);
        }

        return new FlowOutcome(true, new FlowPosition(turn.Flow.Id, turn.Flow.Version, turn.Node.Path, turn.State.Write()), turn.Effects);
    }

    private static FlowOutcome Ended(FlowTurn turn) => new(true, null, turn.Effects);

    /// <summary>The flow cannot go on. The customer is told that a person comes, instead of being left in silence.</summary>
    private static FlowOutcome CallPerson(FlowTurn turn)
    {
        turn.HandOver(LoopDepartment, turn.Context.HandOver, LoopReason);
        return Ended(turn);
    }
}
