using System.Collections.Frozen;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>Reads what became of a message of ours, in both generations of MSG91's names and in Meta's.</summary>
internal static class ReportReading
{
    private const int ReasonMaxLength = 500;

    private static readonly FrozenDictionary<string, DeliveryStatus> ByWord = new Dictionary<string, DeliveryStatus>
    {
        ["sent"] = DeliveryStatus.Sent,
        ["delivered"] = DeliveryStatus.Delivered,
        ["read"] = DeliveryStatus.Read,
        ["failed"] = DeliveryStatus.Failed,
        ["rejected"] = DeliveryStatus.Failed,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static WebhookItem Read(in Posted posted, ReadOnlyMemory<byte> raw)
    {
        var root = posted.Root;
        var status = root[Field.Statuses].Object();
        var report = new DeliveryReport
        {
            RequestId = root[Field.RequestId].Id(),
            Uuid = root[Field.Uuid].Id() ?? status[Field.Id].Id() ?? root[Field.MessageId].Id(),
            Reference = Reference(root[Field.Crqid]),
            Status = Status(root[Field.EventName]) ?? Status(root[Field.Status]) ?? Status(status[Field.Status]),
            OccurredAt = root[Field.StatusUpdatedAt].Time() ?? status[Field.Timestamp].Time() ?? root[Field.Ts].Time()
                ?? root[Field.RequestedAt].Time() ?? root[Field.Timestamp].Time(),
            Reason = (root[Field.Reason].Text() ?? root[Field.FailureReason].Text() ?? Reason(status[Field.Errors].Object()))
                ?.Trim().CutTo(ReasonMaxLength),
        };
        return report is { RequestId: null, Uuid: null, Reference: null }
            ? new WebhookItem.Unreadable(Problems.NoReportId, raw)
            : new WebhookItem.Report(report, raw);
    }

    private static DeliveryStatus? Status(JsonValue word) =>
        word.Text() is { } text && ByWord.TryGetValue(text.Trim(), out var status) ? status : null;

    /// <summary>Ours are UUIDs; another system that shares the MSG91 account may send references of its own.</summary>
    private static MessageId? Reference(JsonValue crqid) =>
        crqid.Text()?.Trim() is { } text && (Guid.TryParseExact(text, "D", out var id) || Guid.TryParseExact(text, "N", out id))
            ? new MessageId(id)
            : null;

    private static string? Reason(in Fields error) =>
        (error[Field.Title].Text() ?? error[Field.Message].Text(), error[Field.Code].Text()) switch
        {
            (null, null) => null,
            (var title, null) => title,
            (null, var code) => $"({code})",
            var (title, code) => $"({code}) {title}",
        };
}
