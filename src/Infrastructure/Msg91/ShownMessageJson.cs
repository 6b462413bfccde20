using System.Text.Json;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>
/// What is shown, in the body of the session endpoint. None of this is in a public page of MSG91. Flat: a client of MSG91 sends it, and MSG91 names
/// <c>attachment_url</c> and <c>caption</c> in its own events; a place under <c>payload</c> is known of one client alone. Nested: two clients send it, and
/// it is how the session endpoint takes <c>interactive</c>, Meta's object under Meta's name.
/// </summary>
internal static class ShownMessageJson
{
    public static void Write(Utf8JsonWriter json, Reply said, MediaBody body)
    {
        if (said.Media is { } media)
        {
            WriteMedia(json, media, said.Text, body);
        }
        else if (said.Location is { } place)
        {
            WritePlace(json, place, body);
        }
    }

    private static void WriteMedia(Utf8JsonWriter json, ReplyMedia media, string caption, MediaBody body)
    {
        var type = NameOf(media.Kind);
        json.WriteString("content_type", type);
        if (body == MediaBody.Nested)
        {
            json.WriteStartObject(type);
        }

        json.WriteString(body == MediaBody.Nested ? "link" : "attachment_url", media.Url);
        WriteUnlessEmpty(json, "caption", caption);
        WriteUnlessEmpty(json, "filename", media.FileName);
        if (body == MediaBody.Nested)
        {
            json.WriteEndObject();
        }
    }

    private static void WritePlace(Utf8JsonWriter json, ReplyLocation place, MediaBody body)
    {
        json.WriteString("content_type", "location");
        if (body == MediaBody.Flat)
        {
            json.WriteStartObject("payload");
            json.WriteString("type", "location");
        }

        json.WriteStartObject("location");
        json.WriteNumber("latitude", place.Latitude);
        json.WriteNumber("longitude", place.Longitude);
        WriteUnlessEmpty(json, "name", place.Name);
        WriteUnlessEmpty(json, "address", place.Address);
        json.WriteEndObject();
        if (body == MediaBody.Flat)
        {
            json.WriteEndObject();
        }
    }

    private static string NameOf(MessageType kind) => kind switch
    {
        MessageType.Image => "image",
        MessageType.Document => "document",
        MessageType.Audio => "audio",
        MessageType.Video => "video",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of media that can be sent by its address"),
    };

    private static void WriteUnlessEmpty(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }
}
