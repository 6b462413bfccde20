using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Asks the language model something, outside of the conversation's transaction, and goes on when its answer is there.</summary>
/// <param name="Save">Where the answer is kept.</param>
public sealed record AskModelStep(FlowText Prompt, string Save) : Step
{
    internal const int Error = 0;

    /// <summary>Null: a person is called in.</summary>
    public IReadOnlyList<Step>? OnError { get; init; }

    internal override bool Waits => true;

    public override bool AsksCustomer => false;

    internal override bool AwaitsAnswer => true;

    internal override IReadOnlyList<StepBlock> Blocks => OnError is null ? [] : [new("on_error", OnError)];

    internal override StepUse Use => new()
    {
        InnerTexts = [("prompt", Prompt)],
        Sets = [(Save, ValueKinds.Words), (ApiStep.ErrorVariable, ValueKinds.Text)],
    };
}
