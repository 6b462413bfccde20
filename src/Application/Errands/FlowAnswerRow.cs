using System.Text.Json;
using System.Text.Json.Serialization;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.Application.Errands;

/// <summary>What the inbox row of an errand's answer says.</summary>
/// <param name="Visit">If the flow does not wait in this visit any more, the answer is void.</param>
/// <param name="Code">Why it failed; null where it was answered.</param>
public sealed record FlowAnswerRow(ConversationId Conversation, long Visit, int Status, string? Body, string? Code) : Personal
{
    /// <summary>The row's unique id: one visit is answered once.</summary>
    [JsonIgnore]
    public string UniqueId => $"flow-answer:{Conversation}:{Visit}";

    [JsonIgnore]
    public FlowAnswer Answer => Code is null ? new FlowAnswer.Succeeded(Status, Body ?? "") : new FlowAnswer.Failed(Code);

    public static FlowAnswerRow Of(ConversationId conversation, long visit, FlowAnswer answer) => answer switch
    {
        FlowAnswer.Succeeded(var status, var body) => new(conversation, visit, status, body, null),
        FlowAnswer.Failed(var code) => new(conversation, visit, 0, null, code),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer.GetType().Name, "Nobody knows how this answer is stored."),
    };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, FlowAnswerRowJson.Default.FlowAnswerRow);

    public static FlowAnswerRow Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, FlowAnswerRowJson.Default.FlowAnswerRow) ?? throw new JsonException("An answer's body is empty.");
}

[JsonSerializable(typeof(FlowAnswerRow))]
internal sealed partial class FlowAnswerRowJson : JsonSerializerContext;
