using System.Globalization;
using System.Text.Json.Nodes;
using WhatsAppSupport.Application.Pages;

namespace WhatsAppSupport.Api.Documentation.Examples;

/// <summary>A parameter of one name means one thing everywhere.</summary>
internal static class ParameterExamples
{
    private static readonly Dictionary<string, JsonNode> All = new()
    {
        ["action"] = "conversation.taken_over",
        ["actor"] = Invented.AgentId.ToString(),
        ["after"] = Place.Of(Invented.Morning, Invented.ConversationId).ToText(""),
        ["assignee"] = "me",
        ["department"] = "orders",
        ["from"] = Invented.Morning.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["Idempotency-Key"] = "5f0c9a52-6a5e-4a53-9c1e-6f1f8a1f0b7d",
        ["If-Match"] = "\"3\"",
        ["language"] = "hi",
        ["limit"] = 50,
        ["phone"] = Invented.Phone,
        ["q"] = "asha kumar",
        ["since"] = 7,
        ["subject"] = Invented.ConversationId.ToString(),
        ["to"] = Invented.Morning.AddDays(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["token"] = "a-token-of-MSG91_WEBHOOK_TOKEN",
    };

    public static JsonNode? Of(string name, string? format) => (name, format) switch
    {
        ("id", "uuid") => Invented.ConversationId.ToString(),
        ("id", _) => 7,
        _ => All.GetValueOrDefault(name)?.DeepClone(),
    };
}
