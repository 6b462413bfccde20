namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>One posted object, opened: its own properties and those of the message of Meta's that it carries.</summary>
/// <param name="messages">The JSON that <c>messages</c> is or holds: it is decoded but once.</param>
internal readonly ref struct Posted(Fields root, ReadOnlySpan<byte> messages)
{
    public readonly Fields Root = root;

    /// <summary><c>messages[0]</c>; without properties when there is none, or it is broken.</summary>
    public readonly Fields Message = new JsonValue(messages).Object();

    /// <summary><c>content</c>: the customer's in some inbound media events, our own in outbound ones.</summary>
    public readonly Fields Content = root[Field.Content].Object();

    /// <summary>The plain shape has none of MSG91's own names.</summary>
    public bool IsPlain =>
        !Root[Field.CustomerNumber].IsPresent && !Root[Field.Mobile].IsPresent && !Root[Field.Messages].IsPresent
        && !Root[Field.IntegratedNumber].IsPresent && !Root[Field.Uuid].IsPresent && !Root[Field.RequestId].IsPresent
        && !Root[Field.ContentType].IsPresent && !Root[Field.MessageType].IsPresent && !Root[Field.WebhookType].IsPresent
        && !Root[Field.Bsuid].IsPresent;

    /// <summary>The first of these that says something.</summary>
    public JsonValue First(Field one, Field other) => Root[one].IsFilled ? Root[one] : Root[other];

    /// <summary>A report's word; which of the two names it has depends on the generation.</summary>
    public bool HasStatusWord => Root[Field.EventName].IsFilled || Root[Field.Status].IsFilled;

    /// <summary>
    /// Something that only a message has. A <c>url</c> counts only beside a type (a "clicked" report may have one), and
    /// <c>content</c> never does: reports repeat what we sent in it.
    /// </summary>
    public bool HasMessageContent =>
        Message.Any || Root[Field.Messages].IsFilled || Root[Field.Text].IsFilled || Root[Field.Button].IsFilled
        || Root[Field.Interactive].IsFilled || Root[Field.Reaction].IsFilled || Root[Field.Latitude].IsFilled
        || (Root[Field.Url].IsFilled && First(Field.ContentType, Field.Type).IsFilled);
}
