using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace WhatsAppSupport.Domain.Messages;

/// <summary>
/// What of an outbound message is not words, as it is kept: a JSON object, with the names under which what a customer sends is kept, too.
/// </summary>
public static class MediaText
{
    private static readonly Document Nothing = new();
    private static readonly MediaTextJson Json = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    });

    /// <returns>Null where there is nothing but words and buttons.</returns>
    public static string? Write(Reply part) => part switch
    {
        { Media: { } media } => Write(new Document { Url = media.Url, Filename = media.FileName }),
        { Location: { } place } => Write(new Document { Latitude = place.Latitude, Longitude = place.Longitude, Name = place.Name, Address = place.Address }),
        { ListButton: { } button, Options.Count: > 0 } => Write(new Document { ListButton = button }),
        _ => null,
    };

    /// <summary>The same as it was decided. Of what this program never wrote there are the words alone.</summary>
    public static Reply Read(MessageType type, string text, IReadOnlyList<ReplyOption> options, string? media)
    {
        var stored = Read(media);
        return new Reply(text, options)
        {
            ListButton = stored.ListButton,
            Media = ReplyMedia.IsMedia(type) && stored.Url is { } url ? new ReplyMedia(type, url, stored.Filename) : null,
            Location = type == MessageType.Location && stored is { Latitude: { } latitude, Longitude: { } longitude }
                ? new ReplyLocation(latitude, longitude, stored.Name, stored.Address)
                : null,
        };
    }

    /// <summary>What a reader would call it by, in either direction: a document's name, a place's name and address.</summary>
    public static IEnumerable<string> NamesIn(string? media)
    {
        var stored = Read(media);
        return new[] { stored.Filename, stored.Name, stored.Address }.OfType<string>();
    }

    /// <summary>Where what is shown is fetched.</summary>
    public static string? UrlIn(string? media) => Read(media).Url;

    private static string Write(Document document) => JsonSerializer.Serialize(document, Json.Document);

    /// <summary>Nothing of contact cards, which are an array.</summary>
    private static Document Read(string? media)
    {
        if (media is null || !media.StartsWith('{'))
            return Nothing;
        try
        {
            return JsonSerializer.Deserialize(media, Json.Document) ?? Nothing;
        }
        catch (JsonException)
        {
            // The serializer has no way to ask first.
            return Nothing;
        }
    }

    internal sealed class Document
    {
        public string? Url { get; init; }

        public string? Filename { get; init; }

        public double? Latitude { get; init; }

        public double? Longitude { get; init; }

        public string? Name { get; init; }

        public string? Address { get; init; }

        public string? ListButton { get; init; }
    }
}

[JsonSerializable(typeof(MediaText.Document))]
internal sealed partial class MediaTextJson : JsonSerializerContext;
