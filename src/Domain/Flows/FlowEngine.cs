using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows.Running;
using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Domain.Flows.Values;
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

    /// <summary>Of all that is said in one turn, in UTF-16 units.</summary>
    public const int LongestTurn = 32 * 1024;

    /// <summary>Who is called in where a flow cannot go on by itself.</summary>
    public const string FaultDepartment = "support";

    /// <param name="position">Null when no flow waits. A place that is damaged, or in a flow that has changed, counts as none.</param>
    public FlowOutcome Decide(FlowPosition? position, FlowInput input, FlowContext context)
    {
        context = context with { Hours = flows.Hours };
        var waiting = Restore(position, context);
        return input switch
        {
            CustomerInput said => waiting is null ? Begin(said, context) : Answer(waiting, position!, said),
            FlowInput.TimeUp(var visit) when waiting?.State.Visit == visit => GoOn(waiting, position!, waiting.Node.Runner.TimeUp(waiting.Node.Step)),
            FlowInput.Answered(var visit, var answer) when waiting?.State.Visit == visit => GoOn(waiting, position!, waiting.Node.Runner.Answered(waiting.Node.Step, waiting, answer)),
            _ => new FlowOutcome(true, position, []),
        };
    }

    private FlowOutcome Begin(CustomerInput said, FlowContext context)
    {
        if (said.Type == MessageType.Reaction || flows.Triggers.Find(said, context) is not { Flow: { First: { } first } flow })
            return FlowOutcome.NotHandled;
        var begun = new FlowTurn(flow, first, FlowState.Empty, context);
        return Run(begun, Enter(begun, first));
    }

    private FlowOutcome Answer(FlowTurn waiting, FlowPosition position, CustomerInput said)
    {
        if (said.Type == MessageType.Reaction)
            return new FlowOutcome(true, position, []);
        if (waiting.Asked is { } asked)
            said = AsShown(said, asked, waiting);
        return flows.Interrupts.Find(said, waiting.Context) is { Flow.First: not null } interrupt && MayInterrupt(waiting.Node, interrupt, said)
            ? Interrupt(waiting, interrupt)
            : GoOn(waiting, position, waiting.Node.Runner.Answer(waiting.Node.Step, waiting, said));
    }

    /// <summary>Not what can be chosen; and what would come back to a step that others are at does not leave it: they would be asked twice.</summary>
    private static bool MayInterrupt(FlowNode node, FoundTrigger interrupt, CustomerInput said) =>
        node.Choices.Find(said) is null && !(interrupt.Trigger.Resumes && node.Step.AwaitsAnswer);

    /// <summary>What the customer has to say with it does not wait for its turn; the flow that waits comes back afterwards, where the trigger says so.</summary>
    private FlowOutcome Interrupt(FlowTurn waiting, FoundTrigger interrupt)
    {
        var (flow, first) = (interrupt.Flow, interrupt.Flow.First!);
        if (interrupt.Trigger.Resumes)
            waiting.StepAsideFor(flow);
        else
            waiting.Change(_ => FlowState.Empty);
        waiting.Flow = flow;
        return Run(waiting, Enter(waiting, first));
    }

    private FlowOutcome GoOn(FlowTurn turn, FlowPosition position, StepMove move) =>
        move.Kind == StepMoveKind.Stay ? new FlowOutcome(true, position, turn.Effects) : Run(turn, move);

    private FlowTurn? Restore(FlowPosition? position, FlowContext context)
    {
        if (position is null
            || flows.WaitingAt(position.FlowId, position.Version, position.Step) is not { } place
            || FlowState.Read(position.State) is not { } state)
            return null;

        // Attempts are those at another question.
        var isMoved = place.Flow.Version != position.Version;
        return new FlowTurn(place.Flow, place.Node, isMoved ? state.Changed(before => before with { Attempts = 0 }) : state, context) { Asked = place.Asked };
    }

    /// <summary>Who was moved since they were asked, and answers by a tap or a number, means what was shown to them, wherever it stands by now.</summary>
    private static CustomerInput AsShown(CustomerInput said, FlowNode asked, FlowTurn waiting) =>
        waiting.Node.Choices != Choices.None && asked.Choices.Find(said) is { } chosen ? said with { Text = asked.Choices.OptionsIn(waiting.Language)[chosen].Title } : said;

    private FlowOutcome Run(FlowTurn turn, StepMove move)
    {
        for (var steps = 1; move.Kind is not (StepMoveKind.Wait or StepMoveKind.Stay); steps++)
        {
            if (turn.Said > LongestTurn)
                return CallPerson(turn, FlowFault.Text);
            if (move.Kind == StepMoveKind.Stop)
                return new FlowOutcome(true, null, turn.Effects);
            if (move.Kind == StepMoveKind.Fail)
                return CallPerson(turn, move.Target!);
            if (move.Kind == StepMoveKind.ToFlow)
            {
                if (flows.Find(move.Target!, turn.Flow) is not { } target)
                    return CallPerson(turn, FlowFault.Gone);
                turn.Flow = target;
            }

            if (NextOf(turn, move) is not { } next)
            {
                if (!Return(turn, move, out move))
                    return turn.Said > LongestTurn ? CallPerson(turn, FlowFault.Text) : new FlowOutcome(true, null, turn.Effects);
            }
            else if (steps >= StepsPerTurn)
                return CallPerson(turn, FlowFault.Loop);
            else
                move = Enter(turn, next);
        }

        return Stand(turn);
    }

    private static FlowNode? NextOf(FlowTurn turn, StepMove move) => move.Kind switch
    {
        StepMoveKind.Into => turn.Node.Blocks[move.Block],
        StepMoveKind.TimeOut => turn.Node.Blocks[^1],
        StepMoveKind.ToFlow => turn.Flow.First,
        StepMoveKind.ToStep => turn.Flow.At(move.Target!),
        StepMoveKind.Return => null,
        _ => turn.Node.Next,
    };

    private static StepMove Enter(FlowTurn turn, FlowNode node)
    {
        turn.Node = node;
        turn.Context.Entered?.Invoke(turn.Flow.Id, node.Path);
        if (turn.State.Attempts > 0)
            turn.Change(state => state with { Attempts = 0 });
        return node.Runner.Enter(node.Step, turn);
    }

    /// <summary>The flow has ended; what it was begun in the midst of goes on. Who comes back to a step where they were moved to is asked what it asks.</summary>
    /// <returns>False: there is nothing.</returns>
    private bool Return(FlowTurn turn, StepMove ended, out StepMove move)
    {
        if (ended.Kind != StepMoveKind.Return && turn.Flow.Ends is { } ends)
            turn.Say(ends);
        move = default;
        if (turn.State.Frames is not [.., var frame]
            || flows.ComingBackTo(frame.FlowId, frame.Version, frame.Step) is not var (flow, node, _))
            return false;

        (turn.Flow, turn.Node) = (flow, node);
        turn.Change(state => state with { Frames = state.Frames.RemoveAt(state.Frames.Count - 1), Variables = frame.Variables, Attempts = 0 });
        if (frame.Save is not null)
            turn.Set(frame.Save, ended.Result ?? Value.Nothing);
        move = frame.AsksAgain || flow.Version != frame.Version ? AskAgain(turn) : StepMove.Next;
        return true;
    }

    /// <summary>A step that has no question of its own is asked for by what was said before it.</summary>
    private static StepMove AskAgain(FlowTurn turn)
    {
        turn.Node = turn.Node.Question ?? turn.Node;
        return turn.Node.Runner.Enter(turn.Node.Step, turn);
    }

    private static FlowOutcome Stand(FlowTurn turn)
    {
        var after = turn.Node.Step.GoesOnAfter;
        turn.Change(state => state with { Visit = turn.Context.Turn, GoesOnAt = turn.Context.Now + after });
        if (after is not null)
            turn.Do(new FlowEffect.WakeAfter(turn.Context.Turn, after.Value));
        return turn.Said > LongestTurn ? CallPerson(turn, FlowFault.Text)
            : turn.State.Write() is not { } state ? CallPerson(turn, FlowFault.State)
            : new FlowOutcome(true, new FlowPosition(turn.Flow.Id, turn.Flow.Version, turn.Node.Path, state), turn.Effects);
    }

    /// <summary>The flow cannot go on. The customer is told that a person comes, instead of being left in silence.</summary>
    private static FlowOutcome CallPerson(FlowTurn turn, string fault)
    {
        var before = turn.Effects.Where(effect => effect is FlowEffect.Say or FlowEffect.Tag or FlowEffect.Note or FlowEffect.Rate or FlowEffect.SpeakIn);
        return new FlowOutcome(true, null,
        [
            .. fault is FlowFault.Text or FlowFault.State ? before.Where(effect => effect is not FlowEffect.Say) : before,
            new FlowEffect.Say(new Reply(turn.Context.HandOver)),
            new FlowEffect.HandOver(FaultDepartment, fault),
        ])
        { Fault = fault, FaultyFlow = turn.Flow.Id };
    }
}
