using WhatsAppSupport.Domain.Flows.Expressions;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

/// <summary>The fields of one map, taken one by one; what nobody has taken at the end is unknown.</summary>
/// <param name="path">Where the map is, such as <c>steps[2]</c>; empty for the file itself.</param>
internal sealed class YamlFields(YamlMap map, string path, FileFindings findings)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public FileFindings Findings => findings;

    public int Line => map.Line;

    public int Column => map.Column;

    public IReadOnlyList<YamlEntry> Entries => map.Entries;

    public string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    /// <summary>What somebody has asked for, whether it is there or not.</summary>
    public IReadOnlyCollection<string> Taken => known;

    public bool Has(string key) => map.Find(key) is not null;

    /// <summary>Null when the field is absent or has nothing in it.</summary>
    public YamlValue? Take(string key)
    {
        known.Add(key);
        return map.Find(key)?.Value is { } value and not YamlScalar { IsNothing: true } ? value : null;
    }

    /// <summary>Whether exactly this stands there.</summary>
    public bool Holds(string key, string text) => map.Find(key)?.Value is YamlScalar scalar && scalar.Text == text;

    /// <param name="key">The field at fault; where there is none of that name, the place is that of the map.</param>
    public void Refuse(string key, string problem, string code = FindingCode.InvalidField) => Find(key, problem, code, isWarning: false);

    public void Warn(string key, string problem, string code) => Find(key, problem, code, isWarning: true);

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
                Refuse(key, $"is empty; write {example}, or leave the field out", FindingCode.MissingField);
                return null;
            default:
                Refuse(key, $"is not a text; write {example}");
                return null;
        }
    }

    public string? RequiredText(string key, string example)
    {
        if (!Has(key))
            Refuse(key, $"is missing; write {example}", FindingCode.MissingField);
        return Text(key, example);
    }

    public TextTemplate? ParseTemplate(string key, string text)
    {
        var template = TextTemplate.Parse(text, out var problem);
        if (template is null)
            Refuse(key, problem!, FindingCode.InvalidExpression);
        return template;
    }

    public Expression? ParseExpression(string key, string source)
    {
        var expression = Domain.Flows.Expressions.Expression.Parse(source, out var error);
        if (expression is null)
            Refuse(key, $"at character {error!.Column}: {error.Problem}", FindingCode.InvalidExpression);
        return expression;
    }

    /// <summary>The items of a list; empty where there is none, with a finding where something else stands there, or nothing.</summary>
    public IReadOnlyList<YamlValue> List(string key, string example)
    {
        switch (Take(key))
        {
            case YamlList { Items.Count: > 0 } list:
                return list.Items;
            case null when !Has(key):
                return [];
            case null or YamlList:
                Refuse(key, $"is empty; write {example}");
                return [];
            default:
                Refuse(key, $"is not a list; write {example}");
                return [];
        }
    }

    /// <summary>The fields of a map within this one; null when there is none, with a finding where something else stands there.</summary>
    public YamlFields? Map(string key, string example)
    {
        switch (Take(key))
        {
            case YamlMap fields:
                return new YamlFields(fields, PathOf(key), findings);
            case null when !Has(key):
                return null;
            default:
                Refuse(key, $"is not a map; write {example}");
                return null;
        }
    }

    /// <summary>The fields of an item of a list; null, with a finding, when it has none.</summary>
    public YamlFields? Item(string key, int index, YamlValue item, string example)
    {
        var at = $"{PathOf(key)}[{index}]";
        if (item is YamlMap fields)
            return new YamlFields(fields, at, findings);
        findings.Add(item.Line, at, $"does not consist of fields; write {example}", column: item.Column);
        return null;
    }

    public void RefuseOthers()
    {
        foreach (var entry in map.Entries)
        {
            if (findings.IsFull)
                return;
            if (known.Contains(entry.Key))
                continue;
            var problem = NearestWord.To(entry.Key, known) is { } meant
                ? $"is unknown; did you mean {meant}?"
                : $"is unknown; what can stand here is {NearestWord.Listed(known)}";
            findings.Add(entry.Line, PathOf(entry.Key), problem, FindingCode.UnknownField, entry.Column);
        }
    }

    private void Find(string key, string problem, string code, bool isWarning)
    {
        var entry = map.Find(key);
        findings.Add(entry?.Line ?? map.Line, PathOf(key), problem, code, entry?.Column ?? map.Column, isWarning);
    }
}
