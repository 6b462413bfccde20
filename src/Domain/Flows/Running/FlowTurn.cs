using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Domain.Flows.Running;

/// <summary>One turn while it is decided: where the flow is, what it knows, and what it has decided so far.</summary>
internal sealed class FlowTurn(Flow flow, FlowNode node, FlowState state, FlowContext context) : IVariables
{
    private readonly List<FlowEffect> effects = [];

    public Flow Flow { get; set; } = flow;

    public FlowNode Node { get; set; } = node;

    public FlowState State { get; private set; } = state;

    public FlowContext Context { get; } = context;

    public IReadOnlyList<FlowEffect> Effects => effects;

    public string? Find(string name) =>
        State.Variables.TryGetValue(name, out var value) ? value
        : name == VariableName.UserName ? Context.UserName
        : null;

    public void Set(string variable, string value) => State = State.With(variable, value);

    public string Render(TextTemplate text) => text.Render(this);

    /// <summary>The step's own text, or the usual one where it has none or nothing is left of it.</summary>
    public string TextOr(TextTemplate? text, string usual) =>
        text is null || Render(text) is var rendered && string.IsNullOrWhiteSpace(rendered) ? usual : rendered;

    public void Say(TextTemplate text) => Say(Render(text));

    public void Say(string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            effects.Add(new FlowEffect.Say(new Reply(text)));
    }

    public void Say(string text, IReadOnlyList<ReplyOption> options) => effects.Add(new FlowEffect.Say(new Reply(text, options)));

    public void HandOver(HandOverRequest request) =>
        HandOver(request.Department, TextOr(request.Text, Context.HandOver), TextOr(request.Reason, $"flow {Flow.Id}"));

    public void HandOver(string department, string text, string reason)
    {
        Say(text);
        effects.Add(new FlowEffect.HandOver(department, reason));
    }
}
