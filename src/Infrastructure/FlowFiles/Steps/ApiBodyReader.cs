using System.Text.Json;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Reads what an <c>api</c> step sends: a map or a list is JSON, a text is sent as it is.</summary>
internal static class ApiBodyReader
{
    public static ApiBody? Read(YamlFields fields) => fields.Take("body") switch
    {
        YamlScalar scalar => ApiStepReader.Template(fields, "body", scalar.Text) is { } text ? new ApiBody.Plain(text) : null,
        { } json => Form(json, fields) is { } form ? new ApiBody.Json(form) : null,
        null => null,
    };

    private static JsonForm? Form(YamlValue value, YamlFields fields) => value switch
    {
        YamlScalar scalar when !scalar.IsQuoted && IsJson(scalar) => new JsonForm.Fixed(scalar.IsNothing ? "null" : scalar.Text),
        YamlScalar scalar => ApiStepReader.Template(fields, "body", scalar.Text) is { } text ? new JsonForm.Text(text) : null,
        YamlList list => new JsonForm.List([.. list.Items.Select(item => Form(item, fields)).OfType<JsonForm>()]),
        YamlMap map => new JsonForm.Map(
        [
            .. map.Entries.Select(entry => (entry.Key, Form: Form(entry.Value, fields))).Where(one => one.Form is not null)
                .Select(one => KeyValuePair.Create(one.Key, one.Form!)),
        ]),
        _ => null,
    };

    private static bool IsJson(YamlScalar scalar)
    {
        if (scalar.IsNothing)
            return true;
        try
        {
            using var json = JsonDocument.Parse(scalar.Text);
            return json.RootElement.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;
        }
        catch (JsonException)
        {
            // There is no other way to ask whether a text is JSON.
            return false;
        }
    }
}
