using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

/// <summary>The fields of one map, taken one by one; what nobody has taken at the end is unknown.</summary>
/// <param name="path">Where the map is, such as <c>steps[2]</c>; empty for the file itself.</param>
internal sealed class YamlFields(YamlMap map, string path, FileFindings findings)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public FileFindings Findings => findings;

    public int Line => map.Line;

    public string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    public int LineOf(string key) => map.Entries.FirstOrDefault(entry => entry.Key == key)?.Line ?? map.Line;

    public bool Has(string key) => map.Entries.Any(entry => entry.Key == key);

    /// <summary>Null when the field is absent or has nothing in it.</summary>
    public YamlValue? Take(string key)
    {
        known.Add(key);
        return map.Entries.FirstOrDefault(entry => entry.Key == key)?.Value is { } value and not YamlScalar { IsNothing: true } ? value : null;
    }

    public void Refuse(string key, string problem) => findings.Add(LineOf(key), PathOf(key), problem);

    /// <param name="example">What a right value looks like.</param>
    public string? Text(string key, string example)
    {
        switch (Take(key))
        {
            case YamlScalar scalar when !string.IsNullOrWhiteSpace(scalar.Text):
                return scalar.Text;
            case null when !Has(key):
                return null;
            case null or YamlScalar:
                Refuse(key, $"is empty; write {example}, or leave the field out");
                return null;
            default:
                Refuse(key, $"is not a text; write {example}");
                return null;
        }
    }

    public string? RequiredText(string key, string example)
    {
        if (!Has(key))
            Refuse(key, $"is missing; write {example}");
        return Text(key, example);
    }

    public TextTemplate? Template(string key, string example) => Text(key, example) is { } text ? TemplateOf(key, text) : null;

    public TextTemplate? RequiredTemplate(string key, string example) =>
        RequiredText(key, example) is { } text ? TemplateOf(key, text) : null;

    public string? Variable(string key, bool isRequired)
    {
        const string Example = "a name such as order_number";
        var name = isRequired ? RequiredText(key, Example) : Text(key, Example);
        if (name is null || VariableName.IsValid(name))
            return name;
        Refuse(key, $"\"{name}\" is no name for a variable; use {VariableName.Rule}");
        return null;
    }

    /// <summary>The items of a list; empty, with a finding, when there is no list or nothing in it.</summary>
    public IReadOnlyList<YamlValue> RequiredList(string key, string example)
    {
        var value = Take(key);
        if (value is YamlList { Items.Count: > 0 } list)
            return list.Items;
        Refuse(key, !Has(key) ? $"is missing; write {example}" : value is null or YamlList ? $"is empty; write {example}" : $"is not a list; write {example}");
        return [];
    }

    /// <summary>The fields of an item of a list; null, with a finding, when it has none.</summary>
    public YamlFields? Item(string key, int index, YamlValue item, string example)
    {
        var at = $"{PathOf(key)}[{index}]";
        if (item is YamlMap fields)
            return new YamlFields(fields, at, findings);
        findings.Add(item.Line, at, $"does not consist of fields; write {example}");
        return null;
    }

    public void RefuseOthers()
    {
        foreach (var entry in map.Entries.Where(entry => !known.Contains(entry.Key)))
        {
            findings.Add(entry.Line, PathOf(entry.Key), NearestWord.To(entry.Key, known) is { } meant
                ? $"is unknown; did you mean {meant}?"
                : $"is unknown; what can stand here is {string.Join(", ", known.Order(StringComparer.Ordinal))}");
        }
    }

    private TextTemplate? TemplateOf(string key, string text)
    {
        var template = TextTemplate.Parse(text, out var problem);
        if (template is null)
            Refuse(key, problem!);
        return template;
    }
}
