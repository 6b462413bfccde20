using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>Finds out what kind of message it is: by the words that say so, else by what is there.</summary>
internal static class TypeReading
{
    public static FieldError? Problem(in Posted posted, out MessageType type)
    {
        if (Said(posted) is { } said)
        {
            type = said;
            return null;
        }

        var shown = Shown(posted);
        type = shown ?? MessageType.Text;
        return UnknownWordIn(posted) is { } field ? Problems.UnknownType(field)
            : shown is null && !posted.IsPlain ? Problems.NoContent
            : null;
    }

    /// <summary>A word that is not understood is not guessed around: the message waits in quarantine until it is.</summary>
    private static string? UnknownWordIn(in Posted posted) =>
        posted.Root[Field.ContentType].IsFilled ? "contentType"
        : posted.Root[Field.MessageType].IsFilled ? "messageType"
        : posted.Root[Field.Type].IsFilled ? "type"
        : posted.Message[Field.Type].IsFilled ? "messages[0].type"
        : null;

    private static MessageType? Said(in Posted posted) =>
        Word(posted.Message[Field.Type]) ?? Word(posted.Root[Field.ContentType])
        ?? Word(posted.Root[Field.MessageType]) ?? Word(posted.Root[Field.Type]);

    private static MessageType? Word(JsonValue value) => value.Text() is { } word ? MessageTypes.Parse(word) : null;

    private static MessageType? Shown(in Posted posted) =>
        Either(posted, Field.Interactive) ? MessageType.Interactive
        : Either(posted, Field.Button) ? MessageType.Button
        : Either(posted, Field.Reaction) ? MessageType.Reaction
        : posted.Message[Field.Image].IsFilled ? MessageType.Image
        : posted.Message[Field.Audio].IsFilled || posted.Message[Field.Voice].IsFilled ? MessageType.Audio
        : posted.Message[Field.Video].IsFilled ? MessageType.Video
        : posted.Message[Field.Sticker].IsFilled ? MessageType.Sticker
        : posted.Message[Field.Location].IsFilled || posted.Root[Field.Latitude].IsFilled ? MessageType.Location
        : posted.Message[Field.Contacts].IsFilled ? MessageType.Contacts
        : posted.Message[Field.Document].IsFilled || posted.Root[Field.Url].IsFilled ? MessageType.Document
        : posted.Content[Field.AttachmentUrl].IsFilled ? MessageType.Document
        : Either(posted, Field.Text) || posted.Root[Field.Content].IsFilled ? MessageType.Text
        : null;

    private static bool Either(in Posted posted, Field field) => posted.Message[field].IsFilled || posted.Root[field].IsFilled;
}
