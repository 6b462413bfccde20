using System.Text.Json;
using System.Text.Json.Serialization;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Undelivered;

/// <summary>What the inbox row of a resend says.</summary>
/// <param name="Message">The one that did not arrive.</param>
/// <param name="By">Null in rows of older versions of this program.</param>
public sealed record ResendRequest(MessageId Message, AskedBy? By = null) : Personal
{
    /// <summary>The row's unique id: a message is sent anew once, however often somebody asks.</summary>
    public string UniqueId => $"resend:{Message}";

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ResendRequestJson.Default.ResendRequest);

    public static ResendRequest Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, ResendRequestJson.Default.ResendRequest) ?? throw new JsonException("A resend's body is empty.");
}

[JsonSerializable(typeof(ResendRequest))]
internal sealed partial class ResendRequestJson : JsonSerializerContext;
