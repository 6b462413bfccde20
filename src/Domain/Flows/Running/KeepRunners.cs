using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Running;

internal sealed class SetRunner : StepRunner<SetStep>
{
    protected override StepMove Enter(SetStep step, FlowTurn turn)
    {
        foreach (var (name, expression) in step.Values)
            turn.Set(name, expression.ValueIn(turn));
        return StepMove.Next;
    }
}

internal sealed class TagRunner : StepRunner<TagStep>
{
    protected override StepMove Enter(TagStep step, FlowTurn turn)
    {
        foreach (var tag in step.Remove)
            turn.Do(new FlowEffect.Tag(tag, IsAdded: false));
        foreach (var tag in step.Add)
            turn.Do(new FlowEffect.Tag(tag, IsAdded: true));
        return StepMove.Next;
    }
}

internal sealed class NoteRunner : StepRunner<NoteStep>
{
    protected override StepMove Enter(NoteStep step, FlowTurn turn)
    {
        if (turn.Render(step.Text) is var note && !string.IsNullOrWhiteSpace(note))
            turn.Do(new FlowEffect.Note(turn.Flow.Id, note));
        return StepMove.Next;
    }
}
