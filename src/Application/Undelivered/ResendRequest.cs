using System.Text.Json;
using System.Text.Json.Serialization;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Undelivered;

/// <summary>What the inbox row of a resend says.</summary>
/// <param name="Message">The one that did not arrive.</param>
/// <param name="By">Null in rows of older versions of this program.</param>
/// <param name="Seen">Whose the live conversation was when it was asked for; null where there was none.</param>
public sealed record ResendRequest(MessageId Message, AskedBy? By = null, OwnershipSeen? Seen = null) : Personal
{
    /// <summary>Whether the conversation has come into a person's hands since, whom nobody has asked.</summary>
    public bool IsOvertakenBy(Conversation conversation) =>
        By is not null && conversation.Assignee is not null && Seen != new OwnershipSeen(conversation.Id, conversation.OwnershipEpoch);

    /// <summary>The row's unique id: a message is sent anew once, however often somebody asks.</summary>
    public string UniqueId => $"resend:{Message}";

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ResendRequestJson.Default.ResendRequest);

    public static ResendRequest Read(ReadOnlySpan<byte> body) =>
        JsonSerializer.Deserialize(body, ResendRequestJson.Default.ResendRequest) ?? throw new JsonException("A resend's body is empty.");
}

/// <summary>A conversation, as long as it does not change hands.</summary>
public sealed record OwnershipSeen(ConversationId Conversation, long Epoch);

[JsonSerializable(typeof(ResendRequest))]
internal sealed partial class ResendRequestJson : JsonSerializerContext;
