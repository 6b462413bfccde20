namespace WhatsAppSupport.Domain.Messages;

/// <summary>What a message is, in WhatsApp's words.</summary>
public enum MessageType
{
    Text,
    Image,
    Document,
    Audio,
    Video,
    Sticker,
    Location,
    Contacts,

    /// <summary>A tap on a template's quick reply.</summary>
    Button,

    /// <summary>Buttons or a list that we send, and the tap on one that comes back.</summary>
    Interactive,
    Reaction,

    /// <summary>WhatsApp itself could not hand it over (a poll, a deleted message).</summary>
    Unsupported,
}
