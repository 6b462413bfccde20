using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Domain.Messages;

/// <summary>A picture, a document, a sound or a film to be shown, by the address where WhatsApp fetches it.</summary>
/// <param name="Url">Absolute, http or https.</param>
/// <param name="FileName">What a document is called; the others have no name.</param>
public sealed record ReplyMedia(MessageType Kind, string Url, string? FileName = null) : Personal
{
    public MessageType Kind { get; init; } = IsMedia(Kind) ? Kind : throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "not a kind of media that can be sent by its address");

    public static bool IsMedia(MessageType type) => type is MessageType.Image or MessageType.Document or MessageType.Audio or MessageType.Video;
}
