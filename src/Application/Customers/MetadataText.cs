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

    /// <exception cref="JsonException">There is half of a character in it, which JSON can escape and no text can have.</exception>
    public static string? Write(IReadOnlyDictionary<string, JsonElement>? metadata)
    {
        try
        {
            return metadata is null ? null : JsonSerializer.Serialize(metadata, Json.IReadOnlyDictionaryStringJsonElement);
        }
        catch (JsonException unwritable)
        {
            // Whoever reads the request says where in it, which this one cannot.
            throw new JsonException(null, unwritable);
        }
    }

    public static IReadOnlyDictionary<string, JsonElement>? Read(string? text) =>
        text is null ? null : JsonSerializer.Deserialize(text, Json.IReadOnlyDictionaryStringJsonElement);
}

[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonElement>))]
internal sealed partial class MetadataJson : JsonSerializerContext;
