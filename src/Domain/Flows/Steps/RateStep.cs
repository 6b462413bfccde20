using System.Globalization;
using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Asks how satisfied the customer is, 1 to 5, and keeps it as the conversation's satisfaction score.</summary>
/// <param name="Labels">What is shown for 1 to 5; five of them. Null: stars.</param>
/// <param name="Variable">Where the score is kept for the flow, too; null: nowhere.</param>
public sealed record RateStep(FlowText Text, IReadOnlyList<FlowText>? Labels = null, string? Variable = null, FlowText? RetryText = null) : Step
{
    public const int Best = 5;

    private static readonly IReadOnlyList<FlowText> Stars =
        [.. Enumerable.Range(1, Best).Select(score => FlowText.From(TextTemplate.Plain(score.ToString(CultureInfo.InvariantCulture) + " " + string.Concat(Enumerable.Repeat("⭐", score)))))];

    internal override bool Waits => true;

    internal override IReadOnlyList<Choice> Choices { get; } = [.. (Labels ?? Stars).Select(label => new Choice(label))];

    internal override StepUse Use => new()
    {
        Texts = [.. StepUse.TextsOf(("text", Text), ("retry_text", RetryText)), .. (Labels ?? []).Select(label => ("labels", label))],
        Sets = Variable is null ? [] : [(Variable, ValueKinds.Number)],
    };
}
