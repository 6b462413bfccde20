using WhatsAppSupport.Domain.Flows.Answers;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Asks for an answer in the customer's own words, or for a picture or document.</summary>
/// <param name="Variable">Where the answer is kept, as what it was checked to be.</param>
/// <param name="Text">The question; null when the message before it asks.</param>
/// <param name="RetryText">Said when the answer is none; null for the business's usual text.</param>
public sealed record InputStep(string Variable, FlowText? Text = null, FlowText? RetryText = null) : Step
{
    internal const int Fail = 0;

    /// <summary>Null: any words.</summary>
    public InputCheck? Validate { get; init; }

    /// <summary>How often it is answered before <see cref="OnFail"/>; null: as often as it takes. 1 to 10.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>What is done when no attempt was right; then the flow goes on without a value.</summary>
    public IReadOnlyList<Step> OnFail { get; init; } = [];

    internal override bool Waits => true;

    internal override IReadOnlyList<StepBlock> Blocks => MaxAttempts is null ? [] : [new("on_fail", OnFail)];

    private Expressions.Expression?[] Bounds => [Validate?.Min, Validate?.Max];

    internal override StepUse Use => new()
    {
        Texts = StepUse.TextsOf(("text", Text), ("retry_text", RetryText)),
        Expressions = [.. Bounds.OfType<Expressions.Expression>().Select(bound => ("validate", bound))],
        Sets = [(Variable, Validate?.Gives ?? Expressions.ValueKinds.Words)],
    };
}
