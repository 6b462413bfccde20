using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Texts of flows: one for everybody, or a map of language tags, of which the first is for whoever has none of the others.</summary>
internal static class FlowTexts
{
    private const string Languages = "a text for each language, such as { en: \"Hello\", hi: \"नमस्ते\" }";

    extension(YamlFields fields)
    {
        public FlowText? FlowText(string key, string example) => fields.Take(key) switch
        {
            YamlMap map => ReadMap(map, fields, key, (values, tag) => values.Template(tag, example)),
            _ => fields.Template(key, example) is { } text ? Domain.Flows.Wording.FlowText.From(text) : null,
        };

        public FlowText? RequiredFlowText(string key, string example)
        {
            if (!fields.Has(key))
                fields.Refuse(key, $"is missing; write {example}", FindingCode.MissingField);
            return fields.FlowText(key, example);
        }

        /// <summary>What is tapped: one line, and nothing is filled in.</summary>
        public FlowText? Label(string key, string example) => fields.Take(key) switch
        {
            YamlMap map => ReadMap(map, fields, key, (values, tag) => ReadLabel(values, tag, example)),
            _ => ReadLabel(fields, key, example) is { } text ? Domain.Flows.Wording.FlowText.From(text) : null,
        };

        public FlowText? RequiredLabel(string key, string example)
        {
            if (!fields.Has(key))
                fields.Refuse(key, $"is missing; write {example}", FindingCode.MissingField);
            return fields.Label(key, example);
        }
    }

    private static TextTemplate? ReadLabel(YamlFields fields, string key, string example)
    {
        if (fields.Text(key, example)?.Trim() is not { } label)
            return null;
        if (!label.AsSpan().ContainsAny('{', '}') && !label.Any(char.IsControl))
            return TextTemplate.Plain(label);
        fields.Refuse(key, "what is tapped is one line without {variables}; say them in the step's own text");
        return null;
    }

    private static FlowText? ReadMap(YamlMap map, YamlFields fields, string key, Func<YamlFields, string, TextTemplate?> read)
    {
        var values = new YamlFields(map, fields.PathOf(key), fields.Findings);
        var texts = new List<KeyValuePair<string, TextTemplate>>();
        foreach (var entry in map.Entries)
        {
            if (!LanguageTag.IsValid(entry.Key))
                values.Refuse(entry.Key, $"is no language; write {Languages}");
            else if (texts.Exists(text => text.Key.Equals(entry.Key, StringComparison.OrdinalIgnoreCase)))
                values.Refuse(entry.Key, "is there twice; keep one", FindingCode.Duplicate);
            else if (read(values, entry.Key) is { } text)
                texts.Add(KeyValuePair.Create(entry.Key, text));
        }

        if (map.Entries.Count == 0)
            fields.Refuse(key, $"is empty; write {Languages}", FindingCode.MissingField);
        return texts.Count == 0 ? null : new FlowText(texts);
    }
}
