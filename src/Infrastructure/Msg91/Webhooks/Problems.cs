using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>
/// Every reason for which something posted cannot be read. Each says what a right value looks like and none repeats the value
/// itself, which may be somebody's number or words.
/// </summary>
internal static class Problems
{
    public static readonly FieldError Empty = new("body", "empty: expected one JSON object, an array of them, or {\"data\":[…]}");

    public static readonly FieldError NotJson = new("body", "not JSON: expected one JSON object, an array of them, or {\"data\":[…]}");

    public static readonly FieldError NotAnObject = new("body", "not a JSON object: expected such as {\"from\":\"919811112222\",\"text\":\"hi\",\"timestamp\":1772340300}");

    public static readonly FieldError NotUtf8 = new("body", "not UTF-8: JSON is posted in UTF-8");

    public static readonly FieldError TooDeep = new("body", "nested too deeply: at most 64 levels");

    public static readonly FieldError TooManyUnreadable =
        new("body", "more than 1,000 elements that cannot be read: expected an array of messages or reports");

    public static readonly FieldError NoSender = new("from", $"missing: the customer's number, {NumberForm}");

    public static readonly FieldError BadSender = new("from", $"not a phone number: {NumberForm}");

    public static readonly FieldError NoCustomer =
        new("customerNumber", $"missing: the customer's number, {NumberForm}, or their bsuid, such as IN.1234567890");

    public static readonly FieldError BadCustomer = new("customerNumber", $"not a phone number: {NumberForm}");

    public static readonly FieldError NoText = new("text", "missing: what the customer wrote, such as \"hi\"");

    public static readonly FieldError NoTap =
        new("interactive", "missing or broken: what was tapped, such as {\"type\":\"button_reply\",\"button_reply\":{\"id\":\"yes\",\"title\":\"Yes\"}}");

    public static readonly FieldError NoTimestamp = new("timestamp", $"missing: when it was written, {TimeForm}");

    public static readonly FieldError BadTimestamp = new("timestamp", $"not a time from 2009 to 2099: {TimeForm}");

    public static readonly FieldError NoContent = new("contentType", $"missing, and nothing else tells what was written: one of {MessageTypes.Words}");

    public static readonly FieldError NoReportId = new("requestId", "missing: a report needs requestId, uuid, or a crqid of ours (a UUID)");

    private const string NumberForm = "10 to 15 digits with the country code, such as 919811112222";
    private const string TimeForm = "seconds or milliseconds since 1970 or ISO 8601, such as 1772340300 or 2026-03-01T04:45:00Z";

    public static FieldError UnknownType(string field) => new(field, $"unknown type: one of {MessageTypes.Words}");
}
