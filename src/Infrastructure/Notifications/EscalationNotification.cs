using System.Text.Json;
using System.Text.Json.Serialization;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Escalations;

namespace WhatsAppSupport.Infrastructure.Notifications;

/// <summary>What is posted: enough to find the conversation, nothing about the customer. An alert has the same fields, and no conversation.</summary>
internal sealed record EscalationNotification(string Event, string Department, string Reason, Guid? ConversationId, DateTimeOffset EscalatedAt)
{
    /// <summary>Who hears of what concerns no customer.</summary>
    private const string Operations = "operations";

    public static byte[] Json(EscalationNotice notice) => JsonSerializer.SerializeToUtf8Bytes(
        new EscalationNotification("conversation.escalated", notice.Department, notice.Reason, notice.Conversation.Value, notice.EscalatedAt),
        EscalationNotificationJson.Default.EscalationNotification);

    public static byte[] Json(Alert alert) => JsonSerializer.SerializeToUtf8Bytes(
        new EscalationNotification(alert.Event, Operations, alert.Reason, null, alert.Since), EscalationNotificationJson.Default.EscalationNotification);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EscalationNotification))]
internal sealed partial class EscalationNotificationJson : JsonSerializerContext;
