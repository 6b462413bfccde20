using System.Text.Json;

namespace WhatsAppSupport.TestServers;

/// <summary>Reads a session message as strictly as MSG91 does.</summary>
internal static class Msg91StandInBody
{
    /// <summary>Null, and what MSG91 would say, when it is not a session message.</summary>
    public static (Msg91StandInSent? Message, string Problem) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var (text, options) = Content(root);
            return (new Msg91StandInSent(
                0,
                default,
                root.GetProperty("recipient_number").GetString()!,
                root.GetProperty("integrated_number").GetString()!,
                text,
                options,
                root.TryGetProperty("CRQID", out var reference) ? reference.GetString() : null,
                "",
                ""), "");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, "text not found in request");
        }
    }

    private static (string Text, IReadOnlyList<Msg91StandInOption> Options) Content(JsonElement root)
    {
        if (root.GetProperty("content_type").GetString() == "text")
        {
            return (root.GetProperty("text").GetString()!, []);
        }

        var interactive = root.GetProperty("interactive");
        var action = interactive.GetProperty("action");
        var options = interactive.GetProperty("type").GetString() == "button"
            ? action.GetProperty("buttons").EnumerateArray().Select(button => button.GetProperty("reply"))
            : action.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("rows").EnumerateArray());
        return (
            interactive.GetProperty("body").GetProperty("text").GetString()!,
            [.. options.Select(option => new Msg91StandInOption(option.GetProperty("id").GetString()!, option.GetProperty("title").GetString()!))]);
    }
}
