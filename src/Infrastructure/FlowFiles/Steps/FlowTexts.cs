using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Flows.Wording;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Texts of flows: one for everybody, or a map of language tags, of which the first is for whoever has none of the others.</summary>
internal static class FlowTexts
{
    private const string Languages = "a text for each language, such as { en: \"Hello\", hi: \"नमस्ते\" }";

    private const string ForEach = "It may be a map of languages: { en: \"Hello\", hi: \"नमस्ते\" }.";

    /// <summary>Variables and other expressions are filled in.</summary>
    public static readonly Shape<FlowText?> Text = new(
        (fields, field) => Read(fields, field, Template), Json.Ref("text").Saying($"{ForEach} {{variables}} are filled in."));

    /// <summary>Where WhatsApp fetches something.</summary>
    public static readonly Shape<FlowText?> Address = new(
        (fields, field) =>
        {
            var addresses = Read(fields, field, Template);
            if (addresses?.All.Any(address => !address.Source.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && address.Only is null) == true)
                fields.Refuse(field.Key, "begins with https://, where WhatsApp fetches it");
            return addresses;
        },
        Schema(Json.Scalar(@"^([Hh][Tt][Tt][Pp][Ss]://|\{)").Refusing("It begins with https://."), "It begins with https://, or is a {variable}."));

    /// <summary>The definition of <see cref="Text"/>.</summary>
    public static JsonObject Definition => Schema(Json.Words);

    /// <summary>What is tapped: one line, and nothing is filled in.</summary>
    /// <param name="most">What WhatsApp takes; a longer one is found when all flows are looked through. Null: what is longer is shown in another way.</param>
    public static Shape<FlowText?> Label(int? most = null)
    {
        const string Line = @"[^{}\u0000-\u001F\u007F-\u009F]*";
        var schema = Json.Scalar($@"^\s*(?=\S){Line}\s*$").Refusing("What is tapped is one line without {variables}.");
        if (most is not null)
            schema["maxLength"] = most;
        return new Shape<FlowText?>(
            (fields, field) => Read(fields, field, ReadLabel),
            Schema(schema, $"One line without {{variables}}{(most is null ? "" : $", at most {most} characters")}. {ForEach}"));
    }

    /// <summary>A list of so many of them.</summary>
    public static Shape<IReadOnlyList<FlowText>> Labels(int count)
    {
        var label = Label();
        return new Shape<IReadOnlyList<FlowText>>(
            (fields, field) =>
            {
                var items = fields.List(field.Key, field.Meaning);
                if (items.Count > 0 && items.Count != count)
                    fields.Refuse(field.Key, $"has {items.Count} texts; write {count}, for 1 to {count}");
                return [.. items.Select((item, index) => label.Read(Alone(item, $"{fields.PathOf(field.Key)}[{index}]", fields), field with { Key = $"{fields.PathOf(field.Key)}[{index}]" })).OfType<FlowText>()];
            },
            new() { ["type"] = "array", ["minItems"] = count, ["maxItems"] = count, ["items"] = label.Schema });
    }

    /// <summary>An item of a list as a field of its own.</summary>
    private static YamlFields Alone(YamlValue item, string place, YamlFields fields) =>
        new(new YamlMap([new YamlEntry(place, item.Line, item.Column, item)], item.Line, item.Column), "", fields.Findings);

    private static FlowText? Read(YamlFields fields, Field field, Func<YamlFields, string, string, TextTemplate?> read) => fields.Take(field.Key) switch
    {
        YamlMap map => ReadMap(map, fields, field, read),
        _ => read(fields, field.Key, field.Meaning) is { } text ? FlowText.From(text) : null,
    };

    private static TextTemplate? Template(YamlFields fields, string key, string meaning) =>
        fields.Text(key, meaning) is { } text ? fields.ParseTemplate(key, text) : null;

    private static TextTemplate? ReadLabel(YamlFields fields, string key, string meaning)
    {
        if (fields.Text(key, meaning)?.Trim() is not { } label)
            return null;
        if (!label.AsSpan().ContainsAny('{', '}') && !label.Any(char.IsControl))
            return TextTemplate.Plain(label);
        fields.Refuse(key, "what is tapped is one line without {variables}; say them in the step's own text");
        return null;
    }

    private static FlowText? ReadMap(YamlMap map, YamlFields fields, Field field, Func<YamlFields, string, string, TextTemplate?> read)
    {
        var values = new YamlFields(map, fields.PathOf(field.Key), fields.Findings);
        var texts = new List<KeyValuePair<string, TextTemplate>>();
        var tags = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in map.Entries)
        {
            if (!LanguageTag.IsValid(entry.Key))
                values.Refuse(entry.Key, $"is no language; write {Languages}");
            else if (!tags.Add(entry.Key))
                values.Refuse(entry.Key, "is there twice; keep one", FindingCode.Duplicate);
            else if (read(values, entry.Key, field.Meaning) is { } text)
                texts.Add(KeyValuePair.Create(entry.Key, text));
        }

        if (map.Entries.Count == 0)
            fields.Refuse(field.Key, $"is empty; write {Languages}", FindingCode.MissingField);
        return texts.Count == 0 ? null : new FlowText(texts);
    }

    /// <param name="text">What one of them may be.</param>
    private static JsonObject Schema(JsonObject text, string? note = null)
    {
        var schema = (JsonObject)text.DeepClone();
        if (note is not null)
            schema["description"] = note;
        schema["type"] = Json.List("string", "number", "boolean", "object");
        schema["minProperties"] = 1;
        schema["propertyNames"] = new JsonObject { ["pattern"] = $"^{LanguageTag.Pattern}$" }.Refusing($"This is no language; write {LanguageTag.Rule}.");
        schema["additionalProperties"] = text;
        return schema;
    }
}
