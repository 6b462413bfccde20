namespace WhatsAppSupport.Domain.Flows.Running;

/// <summary>Where a flow goes from a step.</summary>
internal readonly record struct StepMove(StepMoveKind Kind, int Block = 0, string? FlowId = null)
{
    public static readonly StepMove Next = new(StepMoveKind.Next);
    public static readonly StepMove Wait = new(StepMoveKind.Wait);
    public static readonly StepMove Stop = new(StepMoveKind.Stop);

    public static StepMove Into(int block) => new(StepMoveKind.Into, Block: block);

    public static StepMove ToFlow(string flowId) => new(StepMoveKind.ToFlow, FlowId: flowId);
}

internal enum StepMoveKind
{
    /// <summary>To the step after it, or the end.</summary>
    Next,

    /// <summary>Nowhere before the customer has answered.</summary>
    Wait,

    /// <summary>Into one of the step's own blocks.</summary>
    Into,

    /// <summary>To the beginning of another flow, for good.</summary>
    ToFlow,

    /// <summary>Nowhere: the flow is over, without its closing text.</summary>
    Stop,
}
