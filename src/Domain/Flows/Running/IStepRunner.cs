using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows.Running;

/// <summary>What one kind of step does. Without state and without I/O: everything goes through the turn.</summary>
internal interface IStepRunner
{
    Type StepType { get; }

    /// <summary>The flow has come to the step.</summary>
    StepMove Enter(Step step, FlowTurn turn);

    /// <summary>The flow has waited at the step, and this is what came.</summary>
    StepMove Answer(Step step, FlowTurn turn, CustomerInput input);
}

/// <inheritdoc />
internal abstract class StepRunner<TStep> : IStepRunner
    where TStep : Step
{
    public Type StepType => typeof(TStep);

    public StepMove Enter(Step step, FlowTurn turn) => Enter((TStep)step, turn);

    public StepMove Answer(Step step, FlowTurn turn, CustomerInput input) => Answer((TStep)step, turn, input);

    protected abstract StepMove Enter(TStep step, FlowTurn turn);

    /// <summary>A step that does not wait is never answered; where that is said of it all the same, it is entered again.</summary>
    protected virtual StepMove Answer(TStep step, FlowTurn turn, CustomerInput input) => Enter(step, turn);
}
