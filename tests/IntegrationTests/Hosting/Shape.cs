using System.Globalization;
using System.Text.Json.Nodes;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>In which of its shapes a message is posted.</summary>
public enum Shape
{
    Plain,
    Msg91,
}

public static class Shapes
{
    public static string Text(this Shape shape, string from, string text, string id, DateTimeOffset? at = null) => shape == Shape.Plain
        ? new JsonObject
        {
            ["from"] = "+" + from,
            ["text"] = text,
            ["timestamp"] = (at ?? Now).ToUnixTimeSeconds(),
            ["messageId"] = id,
            ["type"] = "text",
        }.ToJsonString()
        : Envelope(from, id, "text", new JsonObject { ["text"] = new JsonObject { ["body"] = text } }, new JsonObject { ["text"] = text }, at);

    /// <summary>A tap on a button that we sent.</summary>
    public static string Tap(string from, string optionId, string title, string id)
    {
        var interactive = new JsonObject
        {
            ["type"] = "button_reply",
            ["button_reply"] = new JsonObject { ["id"] = optionId, ["title"] = title },
        };
        return Envelope(
            from, id, "interactive", new JsonObject { ["interactive"] = interactive.DeepClone() }, new JsonObject { ["interactive"] = interactive.ToJsonString() });
    }

    public static string Medium(string from, string type, string id) => Envelope(
        from,
        id,
        type,
        new JsonObject { [type] = new JsonObject { ["id"] = "media-1" } },
        new JsonObject { ["url"] = $"https://media.example.org/{SupportService.OurNumber}/media-1" });

    public static string Reaction(string from, string emoji, string id) => Envelope(
        from,
        id,
        "reaction",
        new JsonObject { ["reaction"] = new JsonObject { ["message_id"] = "wamid.earlier", ["emoji"] = emoji } },
        new JsonObject());

    public static string Report(string uuid, string status, string? requestId = null, string? crqid = null) => new JsonObject
    {
        ["customerNumber"] = "919811110000",
        ["integratedNumber"] = SupportService.OurNumber,
        ["requestId"] = requestId ?? "",
        ["uuid"] = uuid,
        ["crqid"] = crqid ?? "",
        ["eventName"] = status,
        ["direction"] = "1",
        ["reason"] = status == "failed" ? "(131026) Message undeliverable" : "",
        ["ts"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
    }.ToJsonString();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static string Envelope(string from, string id, string type, JsonObject content, JsonObject root, DateTimeOffset? at = null)
    {
        content["from"] = from;
        content["id"] = id;
        content["timestamp"] = (at ?? Now).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        content["type"] = type;
        root["customerNumber"] = from;
        root["integratedNumber"] = SupportService.OurNumber;
        root["customerName"] = "Asha";
        root["contentType"] = type;
        root["messageType"] = type;
        root["direction"] = "0";
        root["eventName"] = "delivered";
        root["uuid"] = id;
        root["messages"] = new JsonArray(content).ToJsonString();
        root["ts"] = (at ?? Now).ToString("O", CultureInfo.InvariantCulture);
        return root.ToJsonString();
    }
}
