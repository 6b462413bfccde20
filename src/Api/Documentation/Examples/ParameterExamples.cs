using System.Text.Json.Nodes;
using Microsoft.OpenApi;
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
        ["from"] = "2026-11-23T00:00:00Z",
        ["Idempotency-Key"] = "0199a6f0-4c55-7d10-9a52-3f6d1c7c9e11",
        ["If-Match"] = "\"3\"",
        ["language"] = "en",
        ["limit"] = 50,
        ["phone"] = Invented.Phone,
        ["q"] = "parcel",
        ["since"] = 7,
        ["subject"] = Invented.ConversationId.ToString(),
        ["tag"] = "vip",
        ["to"] = "2026-11-24T00:00:00Z",
        ["token"] = "a-token-of-MSG91_WEBHOOK_TOKEN",
    };

    public static JsonNode? Of(string name, JsonSchemaType? type, string? format) => (name, type, format) switch
    {
        ("id", JsonSchemaType.Integer, _) => 7,
        ("id", _, "uuid") => Invented.ConversationId.ToString(),
        ("id", _, _) => "support",
        _ => All.GetValueOrDefault(name)?.DeepClone(),
    };
}
