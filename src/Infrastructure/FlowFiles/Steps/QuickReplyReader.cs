using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Reads one reply of a <c>quick_replies</c> step, or one row of a <c>list</c>.</summary>
internal static class QuickReplyReader
{
    private const string FlowAction = "flow";
    private const string StepAction = "step";
    private const string EscalateAction = "escalate";

    private static readonly Field<string?> Action =
        new("action", $"{FlowAction}, {StepAction} or {EscalateAction}", Shapes.Words) { More = "Where the choice leads. Left out: to the next step." };

    private static readonly Field<string?> ToFlow = new("target", "the flow_id of the flow to go to", Shapes.Words) { IsRequired = true, More = "Variables are kept." };

    private static readonly Field<string?> ToStep = new("target", "the id of the step to go to", Shapes.Words) { IsRequired = true };

    private static readonly Field<IReadOnlyList<KeyValuePair<string, FlowText>>> Set = new(
        "set", "names and values, such as { topic: refund }", Named.Of(new Field<FlowText?>("", "a value, such as refund", FlowTexts.Text)))
    { More = "The choice keeps them in variables." };

    private static readonly IReadOnlyList<Field> OfHandOver = HandOverReader.FieldsWith(HandOverReader.HandOverText);

    /// <param name="own">What such a reply has whatever it leads to.</param>
    public static JsonObject SchemaWith(params IReadOnlyList<Field> own) => Json.Variants(Action, Forms(own), new Form("Goes on to the next step.", [.. own, Set]));

    /// <summary>What there is for each action.</summary>
    public static IEnumerable<KeyValuePair<string, Form>> Forms(IReadOnlyList<Field> own) =>
    [
        new(FlowAction, new Form("Goes to another flow, or to this one from its beginning.", [.. own, Set, ToFlow])),
        new(StepAction, new Form("Goes to another step of this flow.", [.. own, Set, ToStep])),
        new(EscalateAction, new Form("Hands over to a person.", [.. own, Set, .. OfHandOver])),
    ];

    /// <param name="title">What is tapped.</param>
    /// <param name="readMore">Takes the fields that only some replies have.</param>
    public static QuickReply? Read(YamlFields fields, FlowReading reading, Field<FlowText?> title, Action<YamlFields>? readMore = null)
    {
        var read = title.Read(fields);
        var set = Set.Read(fields);
        var action = ReadAction(fields, reading);
        readMore?.Invoke(fields);
        fields.RefuseOthers();
        return read is null || action is null ? null : new QuickReply(read, set, action);
    }

    private static ReplyAction? ReadAction(YamlFields fields, FlowReading reading)
    {
        var kind = Action.Read(fields);
        if (kind is FlowAction or StepAction)
        {
            RefuseUnlessFor(EscalateAction, fields, OfHandOver);
            if ((kind == FlowAction ? ToFlow : ToStep).Read(fields) is not { } target)
                return null;
            if (kind == StepAction)
            {
                reading.GoesToStep(target, fields, ToStep.Key);
                return new ReplyAction.ToStep(target);
            }

            reading.GoesTo(target, fields, ToFlow.Key);
            return new ReplyAction.ToFlow(target);
        }

        RefuseUnlessFor(FlowAction, fields, [ToFlow]);
        if (kind == EscalateAction)
            return HandOverReader.Read(fields, HandOverReader.HandOverText) is { } request ? new ReplyAction.Escalate(request) : null;

        RefuseUnlessFor(EscalateAction, fields, OfHandOver);
        if (kind is null && !fields.Has(Action.Key))
            return ReplyAction.GoOn;
        if (kind is not null)
            fields.Refuse(Action.Key, $"\"{kind}\" is no action; there are {FlowAction}, {StepAction} and {EscalateAction}, and without one the next step follows", FindingCode.UnknownKind);
        return null;
    }

    private static void RefuseUnlessFor(string action, YamlFields fields, IReadOnlyList<Field> others)
    {
        foreach (var other in others)
        {
            fields.Take(other.Key);
            if (fields.Has(other.Key))
                fields.Refuse(other.Key, $"needs action: {action}");
        }
    }
}
