using System.Text.Json;
using System.Text.Json.Serialization;
using WhatsAppSupport.Application.Escalations;

namespace WhatsAppSupport.Infrastructure.Notifications;

/// <summary>What is posted: enough to find the conversation, nothing about the customer.</summary>
internal sealed record EscalationNotification(string Event, string Department, string Reason, Guid ConversationId, DateTimeOffset EscalatedAt)
{
    public static byte[] Json(EscalationNotice notice) => JsonSerializer.SerializeToUtf8Bytes(
        new EscalationNotification("conversation.escalated", notice.Department, notice.Reason, notice.Conversation.Value, notice.EscalatedAt),
        EscalationNotificationJson.Default.EscalationNotification);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EscalationNotification))]
internal sealed partial class EscalationNotificationJson : JsonSerializerContext;
