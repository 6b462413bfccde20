namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>
/// One step of a flow, as its author wrote it. The kinds are a closed set: a record here, its runner (<see cref="Running.StepRunners"/>)
/// and its reader of the file's form.
/// </summary>
public abstract record Step
{
    private protected Step()
    {
    }

    /// <summary>Steps within this step.</summary>
    internal virtual IReadOnlyList<StepBlock> Blocks => [];

    /// <summary>What can be tapped under the step's question, in order.</summary>
    internal virtual IReadOnlyList<string> Titles => [];

    /// <summary>Whether the turn ends here, because only the customer can go on.</summary>
    internal virtual bool Waits => false;
}

/// <param name="Name">Its part of the path of the steps in it, such as <c>else</c> in <c>3/else/0</c>.</param>
internal sealed record StepBlock(string Name, IReadOnlyList<Step> Steps);
