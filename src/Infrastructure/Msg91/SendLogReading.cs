using System.Text;
using System.Text.Json;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Http;

namespace WhatsAppSupport.Infrastructure.Msg91;

/// <summary>Reads MSG91's log: rows in <c>data</c>, perhaps not all of them. A row that cannot be read is no evidence.</summary>
internal static class SendLogReading
{
    private const int LongestId = 256;

    private const int LongestReason = 300;

    private const string CallbackSuffix = "_callback";

    /// <summary>How far the provider's clock may be ahead of ours.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);

    /// <summary>Null for what is not a log, such as a refusal with a 200.</summary>
    /// <param name="now">Of the ways to read a time without a zone those are left out that lie in the future.</param>
    public static SendLogAnswer? Read(byte[] body, DateTimeOffset now)
    {
        var root = LenientJson.Parse(body);
        if (root.Field("data") is not { ValueKind: JsonValueKind.Array } data || root.Field("hasError").Truth() == true
            || root.Field("status").Text() is "fail" or "error")
        {
            return null;
        }

        return new SendLogAnswer(HasAnswered: true, [.. ((JsonElement?)data).Items().Select(row => Message(row, now + Ahead)).OfType<LoggedMessage>()]);
    }

    private static LoggedMessage? Message(JsonElement? row, DateTimeOffset latest)
    {
        if (row.Field("direction").Text() is not ("1" or "outbound"))
        {
            return null;
        }

        return new LoggedMessage
        {
            Reference = row.Field("crqid").Text() ?? row.Field("CRQID").Text(),
            ProviderIds = [.. new[] { row.Field("uuid"), row.Field("requestId") }.Select(Id).OfType<string>().Distinct(StringComparer.Ordinal)],
            From = Address(row.Field("integratedNumber").Text()),
            To = Address(row.Field("customerNumber").Text()),
            Texts = Texts(row.Field("content")),
            RequestedAt = [.. LogTime.Readings(row.Field("requestedAt").Text()).Where(at => at <= latest)],
            Status = Status(row.Field("status").Text()),
            Reason = row.Field("failureReason").Text()?.Trim() is { Length: > 0 } reason ? Cut(reason) : null,
            DeliveredAt = LogTime.Certain(row.Field("deliveryTime").Text()),
            ReadAt = LogTime.Certain(row.Field("readTime").Text()),
        };
    }

    /// <summary>What is queued or submitted was taken; a word that we do not know says no less.</summary>
    private static DeliveryStatus Status(string? word) => word?.Trim().ToUpperInvariant() switch
    {
        "DELIVERED" => DeliveryStatus.Delivered,
        "READ" => DeliveryStatus.Read,
        "FAILED" or "REJECTED" => DeliveryStatus.Failed,
        _ => DeliveryStatus.Sent,
    };

    private static string? Id(JsonElement? value)
    {
        var id = value.Text()?.Trim();
        id = id?.EndsWith(CallbackSuffix, StringComparison.Ordinal) == true ? id[..^CallbackSuffix.Length] : id;
        return id is { Length: > 0 and <= LongestId } ? id : null;
    }

    /// <summary>A phone number as digits; a business-scoped user id as it is.</summary>
    private static string? Address(string? text) =>
        text is null || text.Any(char.IsLetter) ? text?.Trim() : string.Concat(text.Where(char.IsAsciiDigit));

    /// <summary>The text as it is, or inside of an object or a string with an object, as MSG91 writes contents elsewhere.</summary>
    private static string[] Texts(JsonElement? content)
    {
        if (content is { ValueKind: JsonValueKind.Object })
        {
            return [.. Inside(content)];
        }

        var text = content.Text() ?? "";
        var inside = text.StartsWith('{') ? Inside(LenientJson.Parse(Encoding.UTF8.GetBytes(text))) : [];
        return [text.Trim(), .. inside];
    }

    private static IEnumerable<string> Inside(JsonElement? content) => new[]
        {
            content.Field("text"),
            content.Field("text").Field("body"),
            content.Field("body").Field("text"),
            content.Field("interactive").Field("body").Field("text"),
            content.Field("caption"),
            content.Field("attachment_url"),
        }
        .Select(place => place.Text()?.Trim()).OfType<string>();

    private static string Cut(string reason) => reason.Length <= LongestReason ? reason : reason[..LongestReason] + "…";
}
