using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using WhatsAppSupport.Infrastructure.FlowFiles;
using WhatsAppSupport.Infrastructure.FlowFiles.Forms;
using WhatsAppSupport.Infrastructure.FlowFiles.Yaml;

namespace WhatsAppSupport.UnitTests.FlowSchemas;

/// <summary>Looks at a file as an editor does: YAML 1.2 says what is a number, and the schema what may stand where.</summary>
internal static partial class Editor
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(FlowSchema.Text);

    /// <summary>The library takes a wrong file for right, now and then, when it looks at two at once.</summary>
    private static readonly Lock OneAtATime = new();

    private static readonly EvaluationOptions Listing = new() { OutputFormat = OutputFormat.List };

    /// <summary>What it would mark.</summary>
    public static IReadOnlyList<string> Marks(string yaml)
    {
        var findings = new FileFindings("file.yaml");
        var map = YamlFile.Parse(yaml, findings);
        findings.Errors.ShouldBeEmpty(yaml);
        var json = JsonOf(map!);
        using var alone = OneAtATime.EnterScope();
        return Schema.Evaluate(json).IsValid ? [] :
        [
            .. Schema.Evaluate(json, Listing).Details.Where(detail => detail.HasErrors).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value} ({detail.EvaluationPath})")).DefaultIfEmpty("?"),
        ];
    }

    private static JsonNode? JsonOf(YamlValue value) => value switch
    {
        YamlMap map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, JsonOf(entry.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(JsonOf)]),
        YamlScalar { IsQuoted: true } text => text.Text,
        YamlScalar plain => Plain(plain.Text),
        _ => throw new ArgumentException(value.ToString(), nameof(value)),
    };

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when Number().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Number();
}
