using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>Flows in which a test names only what matters to it.</summary>
internal static class Given
{
    public static readonly Trigger Go = new Trigger.Keyword("go");

    /// <summary>A flow that begins with "go".</summary>
    public static Flow Flow(params Step[] steps) => Flow("main", [Go], steps);

    public static Flow Flow(string id, Trigger[] triggers, params Step[] steps) => new(id, "v1", triggers, steps);

    public static Flow Target(string id, params Step[] steps) => Flow(id, [], steps);

    public static TextTemplate Text(string source) =>
        TextTemplate.Parse(source, out var problem) ?? throw new ArgumentException(problem, nameof(source));

    public static Expression Condition(string source) =>
        Expression.Parse(source, out var error) ?? throw new ArgumentException(error!.Problem, nameof(source));

    public static MessageStep Message(string text) => new(Text(text));

    public static InputStep Input(string variable, string? text = "?", string? retry = null) =>
        new(variable, text is null ? null : Text(text), retry is null ? null : Text(retry));

    public static QuickRepliesStep Choice(params QuickReply[] replies) => new(Text("Choose"), replies);

    public static ConditionalStep When(string condition, Step[] steps, params Step[] elseSteps) => new(Condition(condition), steps, elseSteps);
}
