using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Running;

/// <summary>What one kind of step does. Without state and without I/O: everything goes through the turn.</summary>
internal interface IStepRunner
{
    Type StepType { get; }

    /// <summary>The flow has come to the step.</summary>
    StepMove Enter(Step step, FlowTurn turn);

    /// <summary>The flow has waited at the step, and this is what came of the customer.</summary>
    StepMove Answer(Step step, FlowTurn turn, CustomerInput input);

    /// <summary>The flow has waited at the step, and its time is up.</summary>
    StepMove TimeUp(Step step);

    /// <summary>The flow has waited at the step, and this is what came from elsewhere.</summary>
    StepMove Answered(Step step, FlowTurn turn, FlowAnswer answer);
}

/// <inheritdoc />
internal abstract class StepRunner<TStep> : IStepRunner
    where TStep : Step
{
    public Type StepType => typeof(TStep);

    public StepMove Enter(Step step, FlowTurn turn) => Enter((TStep)step, turn);

    public StepMove Answer(Step step, FlowTurn turn, CustomerInput input) => Answer((TStep)step, turn, input);

    public virtual StepMove TimeUp(Step step) => step.TimeOut is null ? StepMove.Stay : StepMove.TimeOut;

    public StepMove Answered(Step step, FlowTurn turn, FlowAnswer answer) => Answered((TStep)step, turn, answer);

    protected abstract StepMove Enter(TStep step, FlowTurn turn);

    /// <summary>A step that does not wait for the customer keeps waiting for what it waits for; where one is said to wait that never does, it is entered again.</summary>
    protected virtual StepMove Answer(TStep step, FlowTurn turn, CustomerInput input) => step.Waits ? StepMove.Stay : Enter(step, turn);

    protected virtual StepMove Answered(TStep step, FlowTurn turn, FlowAnswer answer) => StepMove.Stay;
}
