using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Reads what begins a flow.</summary>
internal static class TriggerReader
{
    private const string Keyword = "keyword";
    private const string ExactMatch = "exact_match";
    private const string Example = "- { type: keyword, values: [help, support] }";

    /// <summary>Triggers with their lines. A flow that others lead to needs none.</summary>
    public static IReadOnlyList<(Trigger Trigger, YamlFields Fields)> ReadAll(YamlFields flow)
    {
        flow.Take("triggers");
        return !flow.Has("triggers") ? [] : [.. flow.RequiredList("triggers", $"a list such as {Example}, or leave the field out")
            .Index()
            .Select(item => flow.Item("triggers", item.Index, item.Item, Example))
            .OfType<YamlFields>()
            .SelectMany(fields => Read(fields).Select(trigger => (trigger, fields)))];
    }

    private static List<Trigger> Read(YamlFields fields)
    {
        var triggers = new List<Trigger>();
        var kind = fields.RequiredText("type", $"{Keyword} or {ExactMatch}");
        if (kind is not (null or Keyword or ExactMatch))
        {
            fields.Refuse("type", NearestWord.To(kind, [Keyword, ExactMatch]) is { } meant
                ? $"\"{kind}\" is no trigger; did you mean {meant}?"
                : $"\"{kind}\" is no trigger; there are {Keyword} and {ExactMatch}");
        }

        foreach (var value in Values(fields))
        {
            if (kind == ExactMatch)
                triggers.Add(new Trigger.ExactMatch(value));
            else if (Trigger.Keyword.HasWord(value))
                triggers.Add(new Trigger.Keyword(value));
            else
                fields.Refuse(fields.Has("value") ? "value" : "values", $"\"{value}\" has no word in it to look for; for a message of signs alone use {ExactMatch}");
        }

        fields.RefuseOthers();
        return triggers;
    }

    private static List<string> Values(YamlFields fields)
    {
        var values = new List<string>();
        if (fields.Has("value") == fields.Has("values"))
            fields.Refuse("value", "write either value: help or values: [help, support]");
        if (fields.Text("value", "what is written, such as help") is { } only)
            values.Add(only);
        fields.Take("values");
        var items = fields.Has("values") ? fields.RequiredList("values", "a list such as [help, support]") : [];
        foreach (var (index, item) in items.Index())
        {
            if (item is YamlScalar { IsNothing: false } scalar && !string.IsNullOrWhiteSpace(scalar.Text))
                values.Add(scalar.Text);
            else
                fields.Findings.Add(item.Line, $"{fields.PathOf("values")}[{index}]", "is not a text; write what the customer writes, such as help");
        }

        return values;
    }
}
