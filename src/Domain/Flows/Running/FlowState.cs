using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.Domain.Flows.Running;

/// <summary>What a flow keeps between turns besides its place. The number says how to read it, so that later programs can read older states.</summary>
internal sealed class FlowState
{
    /// <summary>Of a value, in UTF-16 units: what WhatsApp lets a customer write in one message.</summary>
    public const int ValueMaxLength = 4096;

    public static readonly FlowState Empty = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), json: null);

    private const int Schema = 1;
    private static readonly FlowStateJson Json = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
    private string? json;

    private FlowState(ImmutableSortedDictionary<string, string> variables, string? json) => (Variables, this.json) = (variables, json);

    public ImmutableSortedDictionary<string, string> Variables { get; }

    /// <summary>Null for what this program never wrote: damaged, or of a newer kind.</summary>
    public static FlowState? Read(string? json)
    {
        if (json is null)
            return null;
        try
        {
            if (JsonSerializer.Deserialize(json, Json.Document) is not { Schema: Schema, Variables: { } stored })
                return null;
            var variables = Empty.Variables.ToBuilder();
            foreach (var (name, value) in stored)
            {
                if (value is null)
                    return null;
                variables[name] = value;
            }

            return new FlowState(variables.ToImmutable(), json);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            // The serializer has no way to ask first. A place that cannot be read is no place.
            return null;
        }
    }

    public FlowState With(string variable, string value) => new(Variables.SetItem(variable, TextCut.Clean(value, ValueMaxLength)), json: null);

    public string Write() => json ??= JsonSerializer.Serialize(new Document(Schema, Variables), Json.Document);

    internal sealed record Document(
        [property: JsonPropertyName("schema")] int Schema,
        [property: JsonPropertyName("variables")] IReadOnlyDictionary<string, string>? Variables);
}

[JsonSerializable(typeof(FlowState.Document))]
internal sealed partial class FlowStateJson : JsonSerializerContext;
