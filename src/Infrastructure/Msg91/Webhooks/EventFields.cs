using System.Collections.Frozen;
using System.Text.Json;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>One thing that is read from an event, and the names under which it is found: the newer generation's first.</summary>
internal sealed record EventField(string Name, Field Field, params (string Name, Field Field)[] Others);

/// <summary>Which fields are read from which event, and which MSG91 documents besides. What its dashboard can be given as a template is this.</summary>
internal static class EventFields
{
    public static readonly IReadOnlyList<EventField> OfMessage =
    [
        new("customerNumber", Field.CustomerNumber, ("mobile", Field.Mobile), ("from", Field.From), ("bsuid", Field.Bsuid)),
        new("integratedNumber", Field.IntegratedNumber),
        new("uuid", Field.Uuid, ("messageId", Field.MessageId), ("requestId", Field.RequestId)),
        new("contentType", Field.ContentType, ("messageType", Field.MessageType), ("type", Field.Type)),
        new("messages", Field.Messages),
        new("text", Field.Text, ("content", Field.Content)),
        new("button", Field.Button),
        new("interactive", Field.Interactive),
        new("url", Field.Url, ("content", Field.Content)),
        new("caption", Field.Caption),
        new("filename", Field.Filename),
        new("latitude", Field.Latitude),
        new("longitude", Field.Longitude),
        new("reaction", Field.Reaction),
        new("contacts", Field.Contacts),
        new("customerName", Field.CustomerName),
        new("ts", Field.Ts, ("requestedAt", Field.RequestedAt), ("timestamp", Field.Timestamp)),
    ];

    public static readonly IReadOnlyList<EventField> OfReport =
    [
        new("requestId", Field.RequestId),
        new("uuid", Field.Uuid),
        new("crqid", Field.Crqid),
        new("eventName", Field.EventName, ("status", Field.Status)),
        new("reason", Field.Reason, ("failureReason", Field.FailureReason)),
        new("statusUpdatedAt", Field.StatusUpdatedAt, ("ts", Field.Ts), ("requestedAt", Field.RequestedAt)),
        new("direction", Field.Direction, ("webhookType", Field.WebhookType)),
        new("customerNumber", Field.CustomerNumber, ("mobile", Field.Mobile)),
        new("integratedNumber", Field.IntegratedNumber),
    ];

    /// <summary>What MSG91 documents, or was seen, and nobody here reads.</summary>
    private static readonly IReadOnlyList<string> Documented =
    [
        "accountManagerEmailId", "campaignName", "campaignRequestId", "clevertapMsgId", "cleverTapErrorCode", "cleverTapErrorReason", "companyId", "conversationExpTimestamp", "emailId",
        "moEngageErrorCode", "moengageMsgId", "nodeId", "oneApiRequestId", "orders", "origin", "paymentStatus", "pluginsource", "price", "replyMsgId", "statusCode", "templateLanguage",
        "templateName", "webengageMsgId",
    ];

    private static readonly FrozenSet<string> Known = Enum.GetNames<Field>().Concat(Documented).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names at the root, in their order, with whether a placeholder stands in the place of the value.</summary>
    public static IReadOnlyList<(string Name, bool IsUnfilled)> NamesIn(ReadOnlySpan<byte> json)
    {
        var names = new List<(string, bool)>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Shown(JsonString.Decode(reader.ValueSpan));
            reader.Read();
            names.Add((name, reader.TokenType == JsonTokenType.String && IsPlaceholder(reader.ValueSpan)));
            reader.Skip();
        }

        return names;
    }

    /// <summary>Without regard to case and underscores, as it is read.</summary>
    public static bool IsKnown(string name) => Known.Contains(name.Replace("_", "", StringComparison.Ordinal));

    /// <summary>Whoever edits the template may name a field as they like, after a person even: what is no plain name is not repeated.</summary>
    private static string Shown(string name) =>
        name.Length is > 0 and <= 40 && char.IsAsciiLetter(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') && name.Count(char.IsAsciiDigit) < 6
            ? name
            : "(a name that is not shown)";

    private static bool IsPlaceholder(ReadOnlySpan<byte> value) => value.Trim((byte)' ') is [(byte)'{', (byte)'{', .., (byte)'}', (byte)'}'];
}
