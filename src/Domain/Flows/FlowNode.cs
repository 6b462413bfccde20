using WhatsAppSupport.Domain.Flows.Running;
using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.Domain.Flows;

/// <summary>A step in its place: what comes after it is worked out once, however deep it lies.</summary>
internal sealed class FlowNode(Step step, string path, Choices choices, FlowNode? next, IReadOnlyList<FlowNode?> blocks)
{
    private StepUse? use;

    public Step Step { get; } = step;

    public IStepRunner Runner { get; } = StepRunners.For(step);

    /// <summary>Stays the same while the flow's content does, such as <c>3/else/0</c>.</summary>
    public string Path { get; } = path;

    public Choices Choices { get; } = choices;

    /// <summary>Each check asks for it, and it is worked out once.</summary>
    public StepUse Use => use ??= Step.Use;

    /// <summary>The message before a step that waits for an answer and does not ask for it itself; null for any other step.</summary>
    public FlowNode? Question { get; set; }

    /// <summary>Null at the end of the flow.</summary>
    public FlowNode? Next { get; } = next;

    /// <summary>The first step of each block of this step, or what comes after where a block is empty.</summary>
    public IReadOnlyList<FlowNode?> Blocks { get; } = blocks;

    /// <summary>How many steps are gone through from here, at most, before the customer is waited for.</summary>
    public int LongestRun { get; } = step.Waits
        ? 1
        : 1 + Math.Max(step.Use.GoesOn ? next?.LongestRun ?? 0 : 0, blocks.Select(block => block?.LongestRun ?? 0).DefaultIfEmpty().Max());
}
