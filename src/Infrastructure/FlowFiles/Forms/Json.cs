using System.Text.Json.Nodes;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Forms;

/// <summary>Pieces of JSON Schema, draft 7.</summary>
internal static class Json
{
    /// <summary>Anything that is written on one line: it is read as text, whatever YAML takes it for. Not blank.</summary>
    public static JsonObject Words => Scalar(@"\S").Refusing("Something has to stand here.");

    /// <summary>The name of a variable, as that of a field in a map.</summary>
    public static JsonObject VariableNames => new JsonObject { ["pattern"] = $"^{VariableName.Pattern}$" }.Refusing($"A variable's name is {VariableName.Rule}.");

    public static JsonArray List(params IEnumerable<string> words) => new([.. words.Select(word => JsonValue.Create(word))]);

    public static JsonObject Ref(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };

    /// <param name="pattern">What fits where YAML takes it for text; of numbers, true and false nobody but the reader judges.</param>
    public static JsonObject Scalar(string pattern, params ReadOnlySpan<string> others) => new() { ["type"] = List(["string", "number", "boolean", .. others]), ["pattern"] = pattern };

    /// <param name="sentence">What there is to say of its bounds. Many editors say it, too, where the pattern does not fit, instead of showing that.</param>
    public static JsonObject Saying(this JsonObject schema, string sentence)
    {
        schema["description"] = sentence;
        return schema.ContainsKey("pattern") ? schema.Refusing(sentence) : schema;
    }

    public static JsonObject Refusing(this JsonObject schema, string sentence)
    {
        schema["patternErrorMessage"] = sentence;
        return schema;
    }

    public static JsonObject If(JsonObject condition, JsonObject then) => new() { ["if"] = condition, ["then"] = then };

    /// <summary>A map of names to values.</summary>
    public static JsonObject Map(JsonObject name, JsonObject value, int least = 0, int? most = null)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (least > 0)
            schema["minProperties"] = least;
        if (most is not null)
            schema["maxProperties"] = most;
        schema["propertyNames"] = name;
        schema["additionalProperties"] = value;
        return schema;
    }

    /// <summary>A map whose form goes by what stands in one of its fields.</summary>
    /// <param name="field">That field, which an editor explains by its <see cref="Field.More"/>; where it is required, a map without it has no form.</param>
    /// <param name="without">The form of a map without it.</param>
    public static JsonObject Variants(Field field, IEnumerable<KeyValuePair<string, Form>> forms, Form? without = null)
    {
        var kinds = forms.ToList();
        var by = new JsonObject
        {
            ["description"] = field.More,
            ["enum"] = List(kinds.Select(kind => kind.Key)),
            ["enumDescriptions"] = List(kinds.Select(kind => kind.Value.Summary)),
        };
        var schema = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { [field.Key] = by } };
        if (field.IsRequired)
            schema["required"] = List(field.Key);
        var variants = kinds.ConvertAll(kind => If(
            new JsonObject { ["properties"] = new JsonObject { [field.Key] = new JsonObject { ["const"] = kind.Key } }, ["required"] = List(field.Key) },
            kind.Value.Schema((field.Key, kind.Key))));
        if (without is not null)
            variants.Add(If(new JsonObject { ["not"] = new JsonObject { ["required"] = List(field.Key) } }, without.Schema()));
        schema["allOf"] = new JsonArray([.. variants]);
        return schema;
    }
}
