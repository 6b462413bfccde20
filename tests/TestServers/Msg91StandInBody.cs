using System.Text.Json;

namespace WhatsAppSupport.TestServers;

/// <summary>Reads a session message as strictly as MSG91 does, and WhatsApp behind it.</summary>
internal static class Msg91StandInBody
{
    /// <summary>Null, and what MSG91 would say, when it is not a session message.</summary>
    public static (Msg91StandInSent? Message, string Problem) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var message = new Msg91StandInSent(
                0,
                default,
                root.GetProperty("recipient_number").GetString()!,
                root.GetProperty("integrated_number").GetString()!,
                "",
                [],
                root.TryGetProperty("CRQID", out var reference) ? reference.GetString() : null,
                "",
                "");
            return (Said(message, root), "");
        }
        catch (Msg91StandInRefusal refusal)
        {
            return (null, refusal.Message);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, "text not found in request");
        }
    }

    private static Msg91StandInSent Said(Msg91StandInSent message, JsonElement root) => root.GetProperty("content_type").GetString() switch
    {
        "text" => message with { Text = Msg91StandInLimits.Line(root, "text", "Text body", 4096) },
        "interactive" => Msg91StandInInteractive.Read(message with { Type = "interactive" }, root.GetProperty("interactive")),
        "location" => message with { Type = "location", Place = Msg91StandInShown.Place(root) },
        "image" or "document" or "audio" or "video" => Msg91StandInShown.Media(message, root),
        _ => throw new Msg91StandInRefusal("content_type is not valid"),
    };
}
