using System.Text.Json.Nodes;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>One word, or a list of them.</summary>
internal static class Words
{
    /// <param name="most">How many; null: as many as there are.</param>
    /// <param name="word">What one of them may be.</param>
    public static Shape<IReadOnlyList<string>> Shape(JsonObject word, int? most = null)
    {
        var list = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = word };
        if (most is not null)
            list["maxItems"] = most;
        return new Shape<IReadOnlyList<string>>((fields, field) => Read(fields, field.Key, field.Meaning), new JsonObject { ["anyOf"] = new JsonArray(word.DeepClone(), list) });
    }

    public static IReadOnlyList<string> Read(YamlFields fields, string key, string example)
    {
        if (fields.Take(key) is not YamlList)
            return fields.Text(key, example) is { } only ? [only.Trim()] : [];
        var words = new List<string>();
        foreach (var (index, item) in fields.List(key, example).Index())
        {
            if (item is YamlScalar { IsNothing: false } scalar && !string.IsNullOrWhiteSpace(scalar.Text))
                words.Add(scalar.Text.Trim());
            else
                fields.Findings.Add(item.Line, $"{fields.PathOf(key)}[{index}]", $"is not a text; write {example}", column: item.Column);
        }

        return words;
    }
}
