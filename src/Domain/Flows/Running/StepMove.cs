using WhatsAppSupport.Domain.Flows.Values;

namespace WhatsAppSupport.Domain.Flows.Running;

/// <summary>Where a flow goes from a step.</summary>
internal readonly record struct StepMove(StepMoveKind Kind, int Block = 0, string? Target = null, Value? Result = null)
{
    public static readonly StepMove Next = new(StepMoveKind.Next);
    public static readonly StepMove Wait = new(StepMoveKind.Wait);
    public static readonly StepMove Stay = new(StepMoveKind.Stay);
    public static readonly StepMove Stop = new(StepMoveKind.Stop);
    public static readonly StepMove TimeOut = new(StepMoveKind.TimeOut);

    public static StepMove Into(int block) => new(StepMoveKind.Into, Block: block);

    public static StepMove ToFlow(string flowId) => new(StepMoveKind.ToFlow, Target: flowId);

    public static StepMove ToStep(string stepId) => new(StepMoveKind.ToStep, Target: stepId);

    public static StepMove Return(Value result) => new(StepMoveKind.Return, Result: result);

    /// <param name="code">One of <see cref="FlowFault"/>.</param>
    public static StepMove Fail(string code) => new(StepMoveKind.Fail, Target: code);
}

internal enum StepMoveKind
{
    /// <summary>To the step after it, or the end.</summary>
    Next,

    /// <summary>Nowhere before something has come.</summary>
    Wait,

    /// <summary>Nowhere, and nothing has happened: what was waited for is waited for still.</summary>
    Stay,

    /// <summary>Into one of the step's own blocks.</summary>
    Into,

    /// <summary>Into the steps of its time-out.</summary>
    TimeOut,

    /// <summary>To the beginning of another flow, for good.</summary>
    ToFlow,

    /// <summary>To another step of this flow.</summary>
    ToStep,

    /// <summary>The flow is over; what it was begun in the midst of goes on.</summary>
    Return,

    /// <summary>Nowhere: the flow is over, without its closing text.</summary>
    Stop,

    /// <summary>Nowhere by itself: a person is called in.</summary>
    Fail,
}
