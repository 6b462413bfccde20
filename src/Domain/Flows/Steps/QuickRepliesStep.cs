using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Steps;

/// <summary>Asks, and offers what can be answered.</summary>
/// <param name="Variable">Where the chosen reply's text is kept; null: nowhere.</param>
/// <param name="RetryText">Said when an answer fits no reply; null for the business's usual text.</param>
public sealed record QuickRepliesStep(
    FlowText Text,
    IReadOnlyList<QuickReply> Replies,
    string? Variable = null,
    FlowText? RetryText = null) : Step
{
    internal override bool Waits => true;

    internal override IReadOnlyList<Choice> Choices { get; } = [.. Replies.Select(reply => new Choice(reply.Title))];

    internal override StepUse Use => QuickReply.UseOf(Replies, Variable, ("text", Text), ("retry_text", RetryText));
}

/// <param name="Title">What is shown and tapped.</param>
/// <param name="Set">Variables that the choice sets, in order.</param>
/// <param name="Action">What the choice leads to.</param>
public sealed record QuickReply(FlowText Title, IReadOnlyList<KeyValuePair<string, FlowText>> Set, ReplyAction Action)
{
    public QuickReply(string title, ReplyAction? action = null)
        : this(title, [], action)
    {
    }

    public QuickReply(string title, IReadOnlyList<KeyValuePair<string, FlowText>> set, ReplyAction? action = null)
        : this(TextTemplate.Plain(title), set, action ?? ReplyAction.GoOn)
    {
    }

    /// <summary>What is kept when it is chosen, whatever language it was shown in.</summary>
    public string Kept => Title.Usual.Source;

    internal static StepUse UseOf(IReadOnlyList<QuickReply> replies, string? variable, params ReadOnlySpan<(string Field, FlowText? Text)> texts)
    {
        var requests = replies.Select(reply => reply.Action).OfType<ReplyAction.Escalate>().Select(action => action.Request).ToList();
        return new()
        {
            Texts =
            [
                .. StepUse.TextsOf(texts),
                .. replies.Select(reply => ("text", reply.Title)),
                .. requests.SelectMany(request => StepUse.TextsOf(("hand_over_text", request.Text))),
            ],
            InnerTexts =
            [
                .. replies.SelectMany(reply => reply.Set.Select(one => ("set", one.Value))),
                .. requests.SelectMany(request => StepUse.TextsOf(("reason", request.Reason))),
            ],
            Sets =
            [
                .. variable is null ? Array.Empty<(string, ValueKinds)>() : [(variable, ValueKinds.Words)],
                .. replies.SelectMany(reply => reply.Set.Select(one => (one.Key, ValueKinds.Anything))),
            ],
            Flows = [.. replies.Select(reply => reply.Action).OfType<ReplyAction.ToFlow>().Select(action => ("target", action.FlowId, false))],
            Steps = [.. replies.Select(reply => reply.Action).OfType<ReplyAction.ToStep>().Select(action => ("target", action.StepId))],
            GoesOn = replies.Any(reply => reply.Action == ReplyAction.GoOn),
        };
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

    /// <summary>Another step of this flow.</summary>
    public sealed record ToStep(string StepId) : ReplyAction;

    /// <summary>A person; the flow ends.</summary>
    public sealed record Escalate(HandOverRequest Request) : ReplyAction;

    private sealed record Continue : ReplyAction;
}
