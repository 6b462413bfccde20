using System.Text.Json;

namespace WhatsAppSupport.TestServers;

/// <summary>Pictures, documents, sounds, films and places: flat at the root, or in an object of their own, as either account takes them.</summary>
internal static class Msg91StandInShown
{
    public static Msg91StandInSent Media(Msg91StandInSent message, JsonElement root)
    {
        var type = root.GetProperty("content_type").GetString()!;
        var isNested = root.TryGetProperty(type, out var nested);
        var medium = isNested ? nested : root;
        var url = Msg91StandInLimits.Line(medium, isNested ? "link" : "attachment_url", "Media link", 4096);
        Msg91StandInLimits.Holds(
            Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && url.All(letter => letter is > ' ' and <= '~'),
            "Media link is no http address");
        var caption = Msg91StandInLimits.Optional(medium, "caption", "Media caption", 1024);
        Msg91StandInLimits.Holds(caption is null || type != "audio", "caption is not supported for audio");
        var fileName = Msg91StandInLimits.Optional(medium, "filename", "filename", 240);
        Msg91StandInLimits.Holds(fileName is null || type == "document", "filename is for documents only");
        return message with { Type = type, Text = caption ?? "", Media = new Msg91StandInMedia(url, fileName, isNested) };
    }

    public static Msg91StandInPlace Place(JsonElement root)
    {
        var isNested = root.TryGetProperty("location", out var place);
        if (!isNested)
        {
            var payload = root.GetProperty("payload");
            Msg91StandInLimits.Holds(payload.GetProperty("type").GetString() == "location", "payload type");
            place = payload.GetProperty("location");
        }

        var (latitude, longitude) = (place.GetProperty("latitude").GetDouble(), place.GetProperty("longitude").GetDouble());
        Msg91StandInLimits.Holds(Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180, "a place that is not on the earth");
        return new Msg91StandInPlace(
            latitude,
            longitude,
            Msg91StandInLimits.Optional(place, "name", "Location name", 1000),
            Msg91StandInLimits.Optional(place, "address", "Location address", 1000),
            isNested);
    }
}
