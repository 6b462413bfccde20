using System.Text.Json;
using System.Text.Json.Serialization;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Application.Escalations;

/// <summary>What the inbox row of an escalation's time-out says.</summary>
/// <param name="Epoch">The conversation's ownership epoch when it was escalated: if it has changed, the timer is void.</param>
public sealed record EscalationTimer(ConversationId Conversation, long Epoch)
{
    /// <summary>The row's unique id: one escalation times out once.</summary>
    public string UniqueId => $"escalation-timeout:{Conversation}:{Epoch}";

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, EscalationTimerJson.Default.EscalationTimer);

    public static EscalationTimer Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, EscalationTimerJson.Default.EscalationTimer) ?? throw new JsonException("A timer's body is empty.");
}

[JsonSerializable(typeof(EscalationTimer))]
internal sealed partial class EscalationTimerJson : JsonSerializerContext;
