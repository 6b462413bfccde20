using System.Text.Json.Nodes;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles;

/// <summary>Which message begins a flow: one value, or several of which any does.</summary>
/// <param name="value">What one of them may be, for an editor.</param>
internal sealed class TriggerValues(JsonObject value)
{
    private const string One = "value";
    private const string Several = "values";

    private readonly Field<string?> one = new(One, "what is written, such as help", new Shape<string?>(Shapes.Words.Read, value)) { More = "Either value or values." };

    private readonly Field<IReadOnlyList<string>> several = new(Several, "a list such as [help, support]", new Shape<IReadOnlyList<string>>(
        ReadList, new() { ["type"] = "array", ["minItems"] = 1, ["items"] = value.DeepClone() }))
    { More = "Any of them begins the flow. Either value or values." };

    public static readonly Rule Either = Rule.Either(One, Several, "write either value: help or values: [help, support]");

    public IReadOnlyList<Field> Fields => [one, several];

    public static string KeyIn(YamlFields fields) => fields.Has(One) ? One : Several;

    public List<string> Read(YamlFields fields)
    {
        Either.Check(fields);
        var only = one.Read(fields);
        return [.. only is null ? Array.Empty<string>() : [only], .. several.Read(fields)];
    }

    private static List<string> ReadList(YamlFields fields, Field field)
    {
        var values = new List<string>();
        foreach (var (index, item) in fields.List(field.Key, field.Meaning).Index())
        {
            if (item is YamlScalar { IsNothing: false } scalar && !string.IsNullOrWhiteSpace(scalar.Text))
                values.Add(scalar.Text);
            else
                fields.Findings.Add(item.Line, $"{fields.PathOf(field.Key)}[{index}]", "is not a text; write what the customer writes, such as help", column: item.Column);
        }

        return values;
    }
}
