using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>
/// One step of a flow, as its author wrote it. The kinds are a closed set: a record here, its runner (<see cref="Running.StepRunners"/>)
/// and its reader of the file's form.
/// </summary>
public abstract record Step
{
    /// <summary>The last of the step's blocks.</summary>
    internal const string TimeOutBlock = "timeout";

    private protected Step()
    {
    }

    /// <summary>What a goto goes to; null: nothing does.</summary>
    public string? Id { get; init; }

    /// <summary>What happens when a step that waits has waited in vain; null: it waits for as long as the conversation lives.</summary>
    public TimeOut? TimeOut { get; init; }

    /// <summary>Steps within this step.</summary>
    internal virtual IReadOnlyList<StepBlock> Blocks => [];

    /// <summary>The same with those of the time-out, which are the last.</summary>
    internal IEnumerable<StepBlock> AllBlocks => TimeOut is null ? Blocks : Blocks.Append(new StepBlock(TimeOutBlock, TimeOut.Steps));

    /// <summary>What can be tapped under the step's question, in order.</summary>
    internal virtual IReadOnlyList<Choice> Choices => [];

    /// <summary>Whether the turn ends here, because something has to come before it goes on.</summary>
    internal virtual bool Waits => false;

    /// <summary>Whether it is the customer who has to come, and not a time or an answer from elsewhere.</summary>
    public virtual bool AsksCustomer => Waits;

    /// <summary>When a step that waits goes on by itself, from when it begins to wait; null: never.</summary>
    internal virtual TimeSpan? GoesOnAfter => TimeOut?.After;

    /// <summary>Whether somebody else is at it for the step: entered again, it would have them do it once more.</summary>
    internal virtual bool AwaitsAnswer => false;

    /// <summary>What other things the step has to do with, for whoever checks a flow before it runs.</summary>
    internal virtual StepUse Use => StepUse.None;
}

/// <param name="Name">Its part of the path of the steps in it, such as <c>else</c> in <c>3/else/0</c>.</param>
internal sealed record StepBlock(string Name, IReadOnlyList<Step> Steps);

/// <param name="After">From when the step begins to wait, and anew when it asks again.</param>
public sealed record TimeOut(TimeSpan After, IReadOnlyList<Step> Steps)
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>A conversation in which nobody has said anything for 24 hours is over, and WhatsApp lets nothing be said in it any more.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(23);
}

/// <summary>Something that can be chosen at a step.</summary>
/// <param name="Title">Without variables; what is kept of a choice is its title in the flow's own language.</param>
internal sealed record Choice(FlowText Title, FlowText? Description = null, FlowText? Section = null);
