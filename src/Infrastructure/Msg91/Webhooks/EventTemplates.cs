using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>What MSG91's dashboard is given to fill, and events as they come of it. Its two generations of dashboards name some fields otherwise.</summary>
public static class EventTemplates
{
    /// <summary>By which somebody who meets one knows it for what it is.</summary>
    public const string TestId = "doctor-test";

    /// <summary>No country has this code.</summary>
    private const string NobodysNumber = "999000000000";

    private static readonly IReadOnlyDictionary<string, string> OlderNames = new Dictionary<string, string>
    {
        ["customerNumber"] = "mobile",
        ["contentType"] = "messageType",
        ["crqid"] = "CRQID",
        ["eventName"] = "status",
        ["reason"] = "failureReason",
        ["ts"] = "requestedAt",
        ["statusUpdatedAt"] = "requestedAt",
    };

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>To paste: each name with its placeholder. It asks for everything that is read.</summary>
    public static string Template(bool isReport, bool isOlder) => Json(isReport, isOlder, (_, name) => $"{{{{{name}}}}}").ToJsonString(Readable);

    /// <summary>An event as that template makes it, marked as a test: it is read, and nothing of it is stored.</summary>
    /// <param name="ours">Our number.</param>
    /// <param name="now">When it is sent.</param>
    /// <param name="run">Tells this one from others.</param>
    public static string Sample(bool isReport, bool isOlder, string ours, DateTimeOffset now, string run)
    {
        var id = $"{TestId}-{run}";
        var event_ = Json(isReport, isOlder, (field, _) => ValueOf(field, isReport, ours, now, id));
        event_["dryRun"] = true;
        return event_.ToJsonString(Readable);
    }

    private static JsonObject Json(bool isReport, bool isOlder, Func<string, string, string> value)
    {
        var json = new JsonObject();
        foreach (var field in isReport ? EventFields.OfReport : EventFields.OfMessage)
        {
            var name = isOlder ? OlderNames.GetValueOrDefault(field.Name, field.Name) : field.Name;
            json[name] = value(field.Name, name);
        }

        return json;
    }

    private static string ValueOf(string field, bool isReport, string ours, DateTimeOffset now, string id) => field switch
    {
        "customerNumber" => NobodysNumber,
        "integratedNumber" => ours,
        "uuid" or "requestId" => id,
        "contentType" => "text",
        "text" => "a test of the webhook",
        "messages" => $$"""[{"from":"{{NobodysNumber}}","id":"{{id}}","timestamp":"{{now.ToUnixTimeSeconds()}}","text":{"body":"a test of the webhook"},"type":"text"}]""",
        "contacts" => $$$"""[{"profile":{"name":"Test"},"wa_id":"{{{NobodysNumber}}}"}]""",
        "customerName" => "Test",
        "ts" or "statusUpdatedAt" => now.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
        "eventName" => "delivered",
        "direction" => isReport ? "1" : "0",
        _ => "",
    };
}
