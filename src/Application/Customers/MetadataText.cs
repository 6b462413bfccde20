using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WhatsAppSupport.Application.Customers;

/// <summary>Metadata as it is kept: a JSON object as text.</summary>
public static class MetadataText
{
    /// <summary>Of the text in UTF-8.</summary>
    public const int MaxBytes = 16 * 1024;

    private static readonly MetadataJson Json = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string? Write(IReadOnlyDictionary<string, JsonElement>? metadata) =>
        metadata is null ? null : JsonSerializer.Serialize(metadata, Json.IReadOnlyDictionaryStringJsonElement);

    public static IReadOnlyDictionary<string, JsonElement>? Read(string? text) =>
        text is null ? null : JsonSerializer.Deserialize(text, Json.IReadOnlyDictionaryStringJsonElement);
}

[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonElement>))]
internal sealed partial class MetadataJson : JsonSerializerContext;
