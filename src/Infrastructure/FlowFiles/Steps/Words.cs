using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>One word, or a list of them.</summary>
internal static class Words
{
    public static IReadOnlyList<string> WordList(this YamlFields fields, string key, string example)
    {
        if (fields.Take(key) is not YamlList list)
            return fields.Text(key, example) is { } only ? [only.Trim()] : [];
        var words = new List<string>();
        foreach (var (index, item) in list.Items.Index())
        {
            if (item is YamlScalar { IsNothing: false } scalar && !string.IsNullOrWhiteSpace(scalar.Text))
                words.Add(scalar.Text.Trim());
            else
                fields.Findings.Add(item.Line, $"{fields.PathOf(key)}[{index}]", $"is not a text; write {example}", column: item.Column);
        }

        return words;
    }
}
