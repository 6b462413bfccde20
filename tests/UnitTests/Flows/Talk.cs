using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>One customer and the engine, turn by turn; what is kept between turns goes through the stored form.</summary>
internal sealed class Talk(FlowEngine engine, string? userName = null)
{
    public const string AskAgain = "(ask again)";
    public const string AskInWords = "(ask in words)";
    public const string AskToFit = "(ask to fit)";
    public const string HandOverText = "(hand over)";

    public Talk(params Flow[] flows)
        : this(new FlowEngine(new FlowSet(flows)))
    {
    }

    /// <summary>Whether each turn has a number of its own, as in the program.</summary>
    public bool Counts { get; init; }

    public FlowPosition? Position { get; set; }

    public FlowOutcome Last { get; private set; } = FlowOutcome.NotHandled;

    /// <summary>Of the next turn; its number is counted by itself.</summary>
    public FlowContext Context { get; set; } = new(userName, AskAgain, AskInWords, HandOverText) { AskToFit = AskToFit };

    /// <summary>What was said in the last turn.</summary>
    public IReadOnlyList<string> Said => [.. Replies.Select(reply => reply.Text)];

    public IReadOnlyList<Reply> Replies => [.. Last.Effects.OfType<FlowEffect.Say>().Select(say => say.Reply)];

    public IReadOnlyList<ReplyOption> Options => Replies[^1].Options;

    public FlowEffect.HandOver? HandedOver => Last.Effects.OfType<FlowEffect.HandOver>().SingleOrDefault();

    public Talk Writes(string? text) => Gives(new CustomerInput(MessageType.Text, text, null));

    public Talk Taps(ReplyOption option) => Gives(new CustomerInput(MessageType.Interactive, option.Title, option.Id));

    public Talk Taps(string title) => Taps(Options.Single(option => option.Title == title));

    /// <summary>The time that the flow waits for, or that its step gives the customer, is over.</summary>
    public Talk WaitsInVain() => Gives(new FlowInput.TimeUp(Last.Effects.OfType<FlowEffect.WakeAfter>().Single().Visit));

    /// <summary>What was asked elsewhere is answered.</summary>
    public Talk Gets(FlowAnswer answer) =>
        Gives(new FlowInput.Answered(Last.Effects.Select(effect => effect is FlowEffect.Request request ? request.Visit : (effect as FlowEffect.AskModel)?.Visit).OfType<long>().Single(), answer));

    public Talk Gives(FlowInput input)
    {
        if (Counts)
            Context = Context with { Turn = Context.Turn + 1 };
        Last = engine.Decide(Position, input, Context);
        Position = Last.Position;
        return this;
    }
}
