namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Goes on at another step of this flow, or at the beginning of another flow, whose variables these then are.</summary>
/// <param name="StepId">Null where it is a flow.</param>
public sealed record GotoStep(string? StepId, string? FlowId = null) : Step
{
    internal override StepUse Use => new()
    {
        Steps = StepId is null ? [] : [("step", StepId)],
        Flows = FlowId is null ? [] : [("flow", FlowId, false)],
        GoesOn = false,
    };
}
