using System.Text.Json;
using System.Text.Json.Serialization;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Application.Errands;

/// <summary>When a flow goes on by itself. A conversation has one: that of a later visit takes its place.</summary>
/// <param name="Visit">Of the step that waits.</param>
public sealed record FlowTimer(long Visit, DateTimeOffset DueAt);

/// <summary>What the inbox row of a flow's timer says.</summary>
/// <param name="Visit">If the flow does not wait in this visit any more, the timer is void.</param>
public sealed record DueFlowTimer(ConversationId Conversation, long Visit)
{
    /// <summary>The row's unique id: one visit is timed out once.</summary>
    public string UniqueId => $"flow-timer:{Conversation}:{Visit}";

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, DueFlowTimerJson.Default.DueFlowTimer);

    public static DueFlowTimer Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, DueFlowTimerJson.Default.DueFlowTimer) ?? throw new JsonException("A flow timer's body is empty.");
}

[JsonSerializable(typeof(DueFlowTimer))]
internal sealed partial class DueFlowTimerJson : JsonSerializerContext;
