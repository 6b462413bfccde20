using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>One customer and the engine, turn by turn; what is kept between turns goes through the stored form.</summary>
internal sealed class Talk(FlowEngine engine, string? userName = null)
{
    public const string AskAgain = "(ask again)";
    public const string AskInWords = "(ask in words)";
    public const string HandOverText = "(hand over)";

    public Talk(params Flow[] flows)
        : this(new FlowEngine(new FlowSet(flows)))
    {
    }

    public FlowPosition? Position { get; set; }

    public FlowOutcome Last { get; private set; } = FlowOutcome.NotHandled;

    public FlowContext Context { get; } = new(userName, AskAgain, AskInWords, HandOverText);

    /// <summary>What was said in the last turn.</summary>
    public IReadOnlyList<string> Said => [.. Replies.Select(reply => reply.Text)];

    public IReadOnlyList<Reply> Replies => [.. Last.Effects.OfType<FlowEffect.Say>().Select(say => say.Reply)];

    public IReadOnlyList<ReplyOption> Options => Replies[^1].Options;

    public FlowEffect.HandOver? HandedOver => Last.Effects.OfType<FlowEffect.HandOver>().SingleOrDefault();

    public Talk Writes(string? text) => Gives(new CustomerInput(MessageType.Text, text, null));

    public Talk Taps(ReplyOption option) => Gives(new CustomerInput(MessageType.Interactive, option.Title, option.Id));

    public Talk Gives(CustomerInput input)
    {
        Last = engine.Decide(Position, input, Context);
        Position = Last.Position;
        return this;
    }
}
