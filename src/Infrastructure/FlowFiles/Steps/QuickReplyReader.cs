using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Reads one reply of a <c>quick_replies</c> step, or one row of a <c>list</c>.</summary>
internal static class QuickReplyReader
{
    private const string FlowAction = "flow";
    private const string StepAction = "step";
    private const string EscalateAction = "escalate";

    /// <param name="readMore">Takes the fields that only some replies have.</param>
    public static QuickReply? Read(YamlFields fields, FlowReading reading, Action<YamlFields>? readMore = null)
    {
        var title = fields.RequiredLabel("text", "what is tapped, such as \"Refund\"");
        var set = ReadSet(fields);
        var action = ReadAction(fields, reading);
        readMore?.Invoke(fields);
        fields.RefuseOthers();
        return title is null || action is null ? null : new QuickReply(title, set, action);
    }

    private static List<KeyValuePair<string, FlowText>> ReadSet(YamlFields fields)
    {
        var set = new List<KeyValuePair<string, FlowText>>();
        foreach (var (name, values) in fields.Names("set", "names and values, such as { topic: refund }"))
        {
            if (values.FlowText(name, "a value, such as refund") is { } value)
                set.Add(KeyValuePair.Create(name, value));
        }

        return set;
    }

    private static ReplyAction? ReadAction(YamlFields fields, FlowReading reading)
    {
        var kind = fields.Text("action", $"{FlowAction}, {StepAction} or {EscalateAction}");
        if (kind is FlowAction or StepAction)
        {
            RefuseUnlessFor(EscalateAction, fields, HandOverReader.Fields);
            if (fields.RequiredText("target", kind == FlowAction ? "the flow_id of the flow to go to" : "the id of the step to go to") is not { } target)
                return null;
            if (kind == StepAction)
            {
                reading.GoesToStep(target, fields, "target");
                return new ReplyAction.ToStep(target);
            }

            reading.GoesTo(target, fields, "target");
            return new ReplyAction.ToFlow(target);
        }

        RefuseUnlessFor(FlowAction, fields, ["target"]);
        if (kind == EscalateAction)
            return HandOverReader.Read(fields, textField: "hand_over_text") is { } request ? new ReplyAction.Escalate(request) : null;

        RefuseUnlessFor(EscalateAction, fields, HandOverReader.Fields);
        if (kind is null && !fields.Has("action"))
            return ReplyAction.GoOn;
        if (kind is not null)
            fields.Refuse("action", $"\"{kind}\" is no action; there are {FlowAction}, {StepAction} and {EscalateAction}, and without one the next step follows", FindingCode.UnknownKind);
        return null;
    }

    private static void RefuseUnlessFor(string action, YamlFields fields, IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            fields.Take(key);
            if (fields.Has(key))
                fields.Refuse(key, $"needs action: {action}");
        }
    }
}
