using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>
/// Finds the content of each type. Meta's message comes first, then MSG91's own property, then <c>content</c>: any of them may
/// have been removed in the dashboard, or may be a string whose JSON is broken.
/// </summary>
internal static class ContentReading
{
    private const int TextMaxLength = InboundMessage.TextMaxLength;

    public static MessageContent Read(in Posted posted, MessageType type) => type switch
    {
        MessageType.Button or MessageType.Interactive => Tapped(posted),
        MessageType.Image => Medium(posted, posted.Message[Field.Image]),
        MessageType.Document => Medium(posted, posted.Message[Field.Document]),
        MessageType.Audio => Medium(posted, posted.Message[posted.Message[Field.Audio].IsFilled ? Field.Audio : Field.Voice]),
        MessageType.Video => Medium(posted, posted.Message[Field.Video]),
        MessageType.Sticker => Medium(posted, posted.Message[Field.Sticker]),
        MessageType.Location => Place(posted),
        MessageType.Contacts => Cards(posted),
        MessageType.Reaction => Reaction(posted),
        _ => new MessageContent(Written(posted)),
    };

    private static string? Written(in Posted posted) =>
        Body(posted.Message[Field.Text])
        ?? Body(posted.Root[Field.Text])
        ?? posted.Content[Field.Text].Text(TextMaxLength)
        ?? Plain(posted.Root[Field.Content]);

    /// <summary>Meta's <c>{"body":"…"}</c>, or the words alone. Words that look like JSON are the customer's and stay words.</summary>
    private static string? Body(JsonValue text) =>
        text.IsStructure ? text.Object()[Field.Body].Text(TextMaxLength) : text.Text(TextMaxLength);

    /// <summary>A property that should hold JSON but holds words. Broken JSON is not words.</summary>
    private static string? Plain(JsonValue value) =>
        value.Text(TextMaxLength) is { } words && words.TrimStart() is not ['{' or '[', ..] ? words : null;

    private static MessageContent Tapped(in Posted posted)
    {
        var tapped = TappedReply(posted.Message[Field.Interactive]) ?? TappedButton(posted.Message[Field.Button])
            ?? TappedReply(posted.Root[Field.Interactive]) ?? TappedButton(posted.Root[Field.Button])
            ?? new MessageContent(Plain(posted.Root[Field.Button]) ?? Plain(posted.Root[Field.Interactive]));
        return tapped with { Text = tapped.Text ?? Written(posted) };
    }

    private static MessageContent? TappedReply(JsonValue interactive)
    {
        var fields = interactive.Object();
        var form = fields[Field.NfmReply].Object();
        var reply = fields[fields[Field.ButtonReply].IsFilled ? Field.ButtonReply : Field.ListReply].Object();
        return Tap((reply.Any ? reply[Field.Title] : form[Field.Body]).Text(TextMaxLength), reply[Field.Id]);
    }

    private static MessageContent? TappedButton(JsonValue button)
    {
        var fields = button.Object();
        return Tap(fields[Field.Text].Text(TextMaxLength), fields[Field.Payload]);
    }

    private static MessageContent? Tap(string? title, JsonValue id)
    {
        var payload = id.Text()?.Trim() is { } text ? LongId.Fit(text, LongId.MaxLength) : null;
        return title is null && payload is null ? null : new MessageContent(title, payload);
    }

    private static MessageContent Medium(in Posted posted, JsonValue medium)
    {
        var fields = medium.Object();
        var caption = fields[Field.Caption].Text(TextMaxLength)
            ?? posted.Root[Field.Caption].Text(TextMaxLength)
            ?? posted.Content[Field.Caption].Text(TextMaxLength);
        var url = posted.Root[Field.Url].Text(TextMaxLength)
            ?? posted.Content[Field.AttachmentUrl].Text(TextMaxLength)
            ?? fields[Field.Url].Text(TextMaxLength)
            ?? fields[Field.Link].Text(TextMaxLength);
        var filename = fields[Field.Filename].Text(LongId.MaxLength)
            ?? posted.Root[Field.Filename].Text(LongId.MaxLength)
            ?? posted.Content[Field.Filename].Text(LongId.MaxLength);
        var media = MediaJson.Medium(url, caption, filename, fields[Field.Id].Id());
        return new MessageContent(caption ?? Written(posted), Media: media);
    }

    private static MessageContent Place(in Posted posted)
    {
        var media = MediaJson.Place(posted.Message[Field.Location].Object()) ?? MediaJson.Place(posted.Root);
        return new MessageContent(Written(posted), Media: media);
    }

    private static MessageContent Cards(in Posted posted)
    {
        var root = posted.Root[Field.Contacts];
        var cards = posted.Message[Field.Contacts].Structure();
        if (cards.IsEmpty && !root.Object()[Field.Profile].IsPresent)
        {
            // At the root MSG91 puts the sender's own profile, so only what has none is a card.
            cards = root.Structure();
        }

        return new MessageContent(Written(posted), Media: MediaJson.Cards(cards));
    }

    private static MessageContent Reaction(in Posted posted)
    {
        var root = posted.Root[Field.Reaction];
        return new MessageContent(
            posted.Message[Field.Reaction].Object()[Field.Emoji].Text(TextMaxLength)
            ?? root.Object()[Field.Emoji].Text(TextMaxLength)
            ?? Plain(root)
            ?? Written(posted));
    }
}
