using System.Text.Json.Nodes;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Forms;

/// <summary>What a map of a file consists of: all of its fields, and how they go together.</summary>
/// <param name="Summary">What an author gets by it, in whole sentences.</param>
internal sealed record Form(string Summary, params IReadOnlyList<Field> Fields)
{
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>The same with more fields after these.</summary>
    public Form With(params IEnumerable<Field> more) => this with { Fields = [.. Fields, .. more] };

    /// <summary>When all fields have been read: what does not go together, and what is unknown.</summary>
    public void Finish(YamlFields fields)
    {
        foreach (var rule in Rules)
            rule.Check(fields);
        fields.RefuseOthers();
    }

    /// <summary>For an editor.</summary>
    /// <param name="kind">The field that tells it from other forms, and what stands there.</param>
    public JsonObject Schema((string Field, string Value)? kind = null)
    {
        var properties = new JsonObject();
        if (kind is var (name, value))
            properties[name] = new JsonObject { ["const"] = value };
        foreach (var field in Fields)
            properties[field.Key] = field.Described();
        var schema = new JsonObject { ["description"] = Summary, ["type"] = "object", ["properties"] = properties };
        string[] required = [.. Fields.Where(field => field.IsRequired).Select(field => field.Key)];
        if (required.Length > 0)
            schema["required"] = Json.List(required);
        schema["additionalProperties"] = false;
        if (Rules.Count > 0)
            schema["allOf"] = new JsonArray([.. Rules.Select(rule => rule.Schema.DeepClone())]);
        return schema;
    }
}
