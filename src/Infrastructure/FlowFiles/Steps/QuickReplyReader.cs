using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Reads one reply of a <c>quick_replies</c> step.</summary>
internal static class QuickReplyReader
{
    private const string FlowAction = "flow";
    private const string EscalateAction = "escalate";

    public static QuickReply? Read(YamlFields fields, FlowReading reading)
    {
        var title = ReadTitle(fields);
        var set = ReadSet(fields);
        var action = ReadAction(fields, reading);
        fields.RefuseOthers();
        return title is null || action is null ? null : new QuickReply(title, set, action);
    }

    private static string? ReadTitle(YamlFields fields)
    {
        if (fields.RequiredText("text", "what is tapped, such as \"Refund\"")?.Trim() is not { } title)
            return null;
        if (!title.AsSpan().ContainsAny('{', '}') && !title.Any(char.IsControl))
            return title;
        fields.Refuse("text", "what is tapped is one line without {variables}; say them in the step's own text");
        return null;
    }

    private static List<KeyValuePair<string, TextTemplate>> ReadSet(YamlFields fields)
    {
        const string Example = "names and values, such as { topic: refund }";
        var set = new List<KeyValuePair<string, TextTemplate>>();
        if (fields.Take("set") is not YamlMap map)
        {
            if (fields.Has("set"))
                fields.Refuse("set", $"is not a map; write {Example}");
            return set;
        }

        var values = new YamlFields(map, fields.PathOf("set"), fields.Findings);
        foreach (var entry in map.Entries)
        {
            if (!VariableName.IsValid(entry.Key))
                values.Refuse(entry.Key, $"is no name for a variable; use {VariableName.Rule}");
            else if (values.Template(entry.Key, "a value, such as refund") is { } value)
                set.Add(KeyValuePair.Create(entry.Key, value));
        }

        return set;
    }

    private static ReplyAction? ReadAction(YamlFields fields, FlowReading reading)
    {
        var kind = fields.Text("action", $"{FlowAction} or {EscalateAction}");
        if (kind == FlowAction)
        {
            RefuseUnlessFor(EscalateAction, fields, HandOverReader.Fields);
            if (fields.RequiredText("target", "the flow_id of the flow to go to") is not { } target)
                return null;
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
            fields.Refuse("action", $"\"{kind}\" is no action; there are {FlowAction} and {EscalateAction}, and without one the next step follows");
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
