using System.Text.Json;
using System.Text.Json.Serialization;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Interventions;

/// <summary>What the inbox row of a give-back says.</summary>
/// <param name="Epoch">The ownership that ends with it: if the conversation has changed hands since, there is nothing to give back.</param>
/// <param name="By">Null in rows of older versions of this program.</param>
public sealed record GiveBackRequest(ConversationId Conversation, long Epoch, AskedBy? By = null) : Personal
{
    /// <summary>The row's unique id: what was taken over once is given back once.</summary>
    public string UniqueId => $"give-back:{Conversation}:{Epoch}";

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, GiveBackRequestJson.Default.GiveBackRequest);

    public static GiveBackRequest Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, GiveBackRequestJson.Default.GiveBackRequest) ?? throw new JsonException("A give-back's body is empty.");
}

[JsonSerializable(typeof(GiveBackRequest))]
internal sealed partial class GiveBackRequestJson : JsonSerializerContext;
