using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>Writes what of a message is not words as clean JSON of ours (<see cref="Domain.Messages.InboundMessage.Media"/>).</summary>
internal static class MediaJson
{
    /// <summary>An address book that somebody shares is cut after the card that reaches this.</summary>
    private const int CardsMaxLength = 32 * 1024;

    /// <summary>It is stored and read as data, never put into a page as it is.</summary>
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="id">Meta's id of the medium: kept only where there is no address.</param>
    /// <returns>Null when nothing is known of it.</returns>
    public static string? Medium(string? url, string? caption, string? filename, string? id)
    {
        if (url is null && caption is null && filename is null && id is null)
        {
            return null;
        }

        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json, Readable);
        writer.WriteStartObject();
        Write(writer, "url", url);
        Write(writer, "caption", caption);
        Write(writer, "filename", filename);
        Write(writer, "id", url is null ? id : null);
        writer.WriteEndObject();
        return Written(writer, json);
    }

    /// <returns>Null without two coordinates that lie on the earth.</returns>
    public static string? Place(in Fields place)
    {
        if (Degrees(place[Field.Latitude], 90) is not { } latitude || Degrees(place[Field.Longitude], 180) is not { } longitude)
        {
            return null;
        }

        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json, Readable);
        writer.WriteStartObject();
        writer.WriteNumber("latitude", latitude);
        writer.WriteNumber("longitude", longitude);
        Write(writer, "name", place[Field.Name].Text(LongId.MaxLength));
        Write(writer, "address", place[Field.Address].Text(LongId.MaxLength));
        writer.WriteEndObject();
        return Written(writer, json);
    }

    /// <returns>An array; null when there is no card.</returns>
    public static string? Cards(ReadOnlySpan<byte> cards)
    {
        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json, Readable);
        writer.WriteStartArray();
        var all = new ObjectsOf(cards.IsEmpty ? "[]"u8 : cards);
        while (json.WrittenCount < CardsMaxLength && all.MoveNext())
        {
            CleanJson.Copy(all.Current, writer);
            writer.Flush();
        }

        writer.WriteEndArray();
        writer.Flush();
        return json.WrittenCount > "[]".Length ? Written(writer, json) : null;
    }

    private static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static decimal? Degrees(JsonValue value, decimal limit) =>
        decimal.TryParse(value.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= limit
            ? degrees
            : null;

    private static string Written(Utf8JsonWriter writer, ArrayBufferWriter<byte> json)
    {
        writer.Flush();
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
