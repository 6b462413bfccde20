using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Asks, and offers what can be answered.</summary>
/// <param name="Variable">Where the chosen reply's text is kept; null: nowhere.</param>
/// <param name="RetryText">Said when an answer fits no reply; null for the business's usual text.</param>
public sealed record QuickRepliesStep(
    TextTemplate Text,
    IReadOnlyList<QuickReply> Replies,
    string? Variable = null,
    TextTemplate? RetryText = null) : Step
{
    internal override bool Waits => true;

    internal override IReadOnlyList<string> Titles { get; } = [.. Replies.Select(reply => reply.Title)];
}

/// <param name="Title">What is shown and tapped.</param>
/// <param name="Set">Variables that the choice sets, in order.</param>
/// <param name="Action">What the choice leads to.</param>
public sealed record QuickReply(string Title, IReadOnlyList<KeyValuePair<string, TextTemplate>> Set, ReplyAction Action)
{
    public QuickReply(string title, ReplyAction? action = null)
        : this(title, [], action ?? ReplyAction.GoOn)
    {
    }
}

/// <summary>What a chosen reply leads to.</summary>
public abstract record ReplyAction
{
    /// <summary>The next step.</summary>
    public static readonly ReplyAction GoOn = new Continue();

    private ReplyAction()
    {
    }

    /// <summary>Another flow instead of this one; the variables are kept.</summary>
    public sealed record ToFlow(string FlowId) : ReplyAction;

    /// <summary>A person; the flow ends.</summary>
    public sealed record Escalate(HandOverRequest Request) : ReplyAction;

    private sealed record Continue : ReplyAction;
}
