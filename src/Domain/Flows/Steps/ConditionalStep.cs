using WhatsAppSupport.Domain.Flows.Expressions;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Goes through one of two blocks of steps, whole, and then on.</summary>
public sealed record ConditionalStep(Expression Condition, IReadOnlyList<Step> Steps, IReadOnlyList<Step> ElseSteps) : Step
{
    internal const int Then = 0;
    internal const int Else = 1;

    internal override IReadOnlyList<StepBlock> Blocks { get; } = [new("then", Steps), new("else", ElseSteps)];

    internal override StepUse Use => new() { Expressions = [("condition", Condition)], GoesOn = false };
}
