using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Asks, and offers a list that opens: sections, and rows that may say more below their titles.</summary>
/// <param name="Button">What opens the list; at most 20 characters.</param>
/// <param name="Variable">Where the chosen row's text is kept; null: nowhere.</param>
/// <param name="RetryText">Said when an answer fits no row; null for the business's usual text.</param>
public sealed record ListStep(
    FlowText Text,
    FlowText Button,
    IReadOnlyList<ListSection> Sections,
    string? Variable = null,
    FlowText? RetryText = null) : Step
{
    /// <summary>In the order in which they are shown.</summary>
    internal IReadOnlyList<QuickReply> Rows { get; } = [.. Sections.SelectMany(section => section.Rows.Select(row => row.Reply))];

    internal override bool Waits => true;

    internal override IReadOnlyList<Choice> Choices { get; } =
        [.. Sections.SelectMany(section => section.Rows.Select(row => new Choice(row.Reply.Title, row.Description, section.Title)))];

    internal override StepUse Use
    {
        get
        {
            var use = QuickReply.UseOf(Rows, Variable, ("text", Text), ("button", Button), ("retry_text", RetryText));
            return use with
            {
                Texts =
                [
                    .. use.Texts,
                    .. Sections.SelectMany(section => StepUse.TextsOf(("title", section.Title))),
                    .. Sections.SelectMany(section => section.Rows.SelectMany(row => StepUse.TextsOf(("description", row.Description)))),
                ],
            };
        }
    }
}

/// <param name="Title">Needed where there are several sections; at most 24 characters.</param>
public sealed record ListSection(FlowText? Title, IReadOnlyList<ListRow> Rows);

/// <param name="Description">At most 72 characters.</param>
public sealed record ListRow(QuickReply Reply, FlowText? Description = null);
