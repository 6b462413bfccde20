using System.Text.Json;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>Copies JSON with every string made clean, so that whoever reads it later meets neither NUL nor half a surrogate pair.</summary>
internal static class CleanJson
{
    /// <param name="json">Well-formed.</param>
    public static void Copy(ReadOnlySpan<byte> json, Utf8JsonWriter writer)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    writer.WritePropertyName(JsonString.Decode(reader.ValueSpan));
                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(JsonString.Decode(reader.ValueSpan));
                    break;
                default:
                    writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                    break;
            }
        }
    }
}
