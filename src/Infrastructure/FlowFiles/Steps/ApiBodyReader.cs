using System.Text.RegularExpressions;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.Infrastructure.FlowFiles.Steps;

/// <summary>Reads what an <c>api</c> step sends: a map or a list is JSON, a text is sent as it is.</summary>
internal static partial class ApiBodyReader
{
    public static readonly Field<ApiBody?> Body =
        new("body", "what is sent, such as { number: \"{order_number}\" }", new Shape<ApiBody?>(Read, [])) { More = "A map or a list is JSON; a text is sent as it is. Left out: nothing." };

    private static ApiBody? Read(YamlFields fields, Field field) => fields.Take(field.Key) switch
    {
        YamlScalar scalar => ApiStepReader.Template(fields, field.Key, scalar.Text) is { } text ? new ApiBody.Plain(text) : null,
        { } json => Form(json, fields, field) is { } form ? new ApiBody.Json(form) : null,
        null => null,
    };

    private static JsonForm? Form(YamlValue value, YamlFields fields, Field field) => value switch
    {
        YamlScalar scalar when !scalar.IsQuoted && (scalar.IsNothing || Json().IsMatch(scalar.Text)) => new JsonForm.Fixed(scalar.IsNothing ? "null" : scalar.Text),
        YamlScalar scalar => ApiStepReader.Template(fields, field.Key, scalar.Text) is { } text ? new JsonForm.Text(text) : null,
        YamlList list => new JsonForm.List([.. list.Items.Select(item => Form(item, fields, field)).OfType<JsonForm>()]),
        YamlMap map => new JsonForm.Map(
        [
            .. map.Entries.Select(entry => (entry.Key, Form: Form(entry.Value, fields, field))).Where(one => one.Form is not null)
                .Select(one => KeyValuePair.Create(one.Key, one.Form!)),
        ]),
        _ => null,
    };

    /// <summary>A number, true or false as JSON has them. A reader of JSON would throw at each text that is none.</summary>
    [GeneratedRegex(@"\A(true|false|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Json();
}
