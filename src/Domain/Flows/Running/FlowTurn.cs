using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Values;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows.Running;

/// <summary>One turn while it is decided: where the flow is, what it knows, and what it has decided so far.</summary>
internal sealed class FlowTurn(Flow flow, FlowNode node, FlowState state, FlowContext context) : IVariables
{
    /// <summary>Flows within flows.</summary>
    public const int DeepestCall = 10;

    private readonly List<FlowEffect> effects = [];
    private Locale? locale;

    public Flow Flow { get; set; } = flow;

    public FlowNode Node { get; set; } = node;

    /// <summary>What the customer was asked, where the flow was moved since.</summary>
    public FlowNode? Asked { get; init; }

    public FlowState State { get; private set; } = state;

    public FlowContext Context { get; } = context;

    public string? Language { get; private set; } = context.Language;

    public Locale Locale => locale ??= Locale.Of(Language);

    public IReadOnlyList<FlowEffect> Effects => effects;

    /// <summary>How much the customer was told, in UTF-16 units.</summary>
    public int Said { get; private set; }

    /// <summary>Names the step in what it has others do.</summary>
    public string StepKey => $"{Flow.Id}/{Node.Path}";

    /// <summary>A variable, a field of one, or what is known of the world.</summary>
    public Value Find(string name)
    {
        if (State.Variables.TryGetValue(name, out var value))
            return value;
        var dotted = name.Contains('.', StringComparison.Ordinal);
        for (var dot = dotted ? name.LastIndexOf('.') : 0; dot > 0; dot = name.LastIndexOf('.', dot - 1))
        {
            if (State.Variables.TryGetValue(name[..dot], out var whole))
                return FieldOf(whole, name[(dot + 1)..]);
        }

        return name == VariableName.Language ? Value.Of(Language)
            : name.StartsWith(Facts.Metadata + ".", StringComparison.Ordinal) ? FieldOf(Context.Fact(Facts.Metadata), name[(Facts.Metadata.Length + 1)..])
            : Context.Fact(name);
    }

    public void Set(string variable, Value value)
    {
        if (variable != VariableName.Language)
            State = State.With(variable, value);
        else if (LanguageTag.IsValid(value.Text))
            SpeakIn(value.Text);
    }

    public void Change(Func<FlowState, FlowState> change) => State = State.Changed(change);

    public int CountAttempt()
    {
        Change(state => state with { Attempts = state.Attempts + 1 });
        return State.Attempts;
    }

    private void SpeakIn(string language)
    {
        (Language, locale) = (language, null);
        Do(new FlowEffect.SpeakIn(language));
    }

    public string Render(FlowText text) => text.In(Language).Render(this, Locale);

    public Value ValueOf(FlowText text) => text.In(Language).ValueIn(this, Locale);

    /// <summary>The step's own text, or the usual one where it has none or nothing is left of it.</summary>
    public string TextOr(FlowText? text, string usual) =>
        text is null || Render(text) is var rendered && string.IsNullOrWhiteSpace(rendered) ? usual : rendered;

    public void Say(FlowText text) => Say(Render(text));

    public void Say(string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            Say(new Reply(text));
    }

    public void Say(Reply reply)
    {
        Said += reply.Text.Length;
        Do(new FlowEffect.Say(reply));
    }

    public void Do(FlowEffect effect) => effects.Add(effect);

    public void HandOver(HandOverRequest request)
    {
        Say(TextOr(request.Text, Context.HandOver));
        Do(new FlowEffect.HandOver(request.Department, TextOr(request.Reason, $"flow {Flow.Id}")));
    }

    /// <summary>Begins another flow with what it is given; this one goes on when it has ended.</summary>
    public StepMove Call(CallStep step)
    {
        if (State.Frames.Count >= DeepestCall)
            return StepMove.Fail(FlowFault.Depth);
        var given = FlowState.VariablesOf(step.With.Select(one => KeyValuePair.Create(one.Key, one.Value.ValueIn(this))));
        Push(step.Save, asksAgain: false);
        Change(state => state with { Variables = given });
        return StepMove.ToFlow(step.FlowId);
    }

    /// <summary>
    /// This flow goes on when the other one has ended. Where that one is at work already it begins anew, and what it was begun in the midst of stays: asking for the same help twice
    /// takes nobody out of what they were at.
    /// </summary>
    public void StepAsideFor(Flow other)
    {
        var at = State.Frames.FindIndex(frame => frame.FlowId == other.Id);
        if (at >= 0 || other.Id == Flow.Id || State.Frames.Count >= DeepestCall)
            Change(state => FlowState.Empty with { Frames = at < 0 ? state.Frames : state.Frames.GetRange(0, at) });
        else
            Push(save: null, asksAgain: true);
    }

    /// <summary>Remembers where this flow stands.</summary>
    private void Push(string? save, bool asksAgain)
    {
        var frame = new FlowFrame(Flow.Id, Flow.Version, Node.Path, save, asksAgain, State.Variables);
        Change(state => state with { Frames = state.Frames.Add(frame), Variables = FlowState.Empty.Variables, Attempts = 0 });
    }

    private static Value FieldOf(Value whole, string path)
    {
        foreach (var name in path.Split('.'))
            whole = whole is Value.Fields(var fields) && fields.TryGetValue(name, out var field) ? field : Value.Nothing;
        return whole;
    }
}
