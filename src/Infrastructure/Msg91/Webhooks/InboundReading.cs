using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Infrastructure.Msg91.Webhooks;

/// <summary>Reads what a customer wrote, in the plain shape and in MSG91's two generations of names.</summary>
internal static class InboundReading
{
    public static WebhookItem Read(in Posted posted, ReadOnlyMemory<byte> raw) =>
        Problem(posted, out var message) is { } problem
            ? new WebhookItem.Unreadable(problem, raw)
            : new WebhookItem.Inbound(message!, raw) { IsOfReportEvent = posted.Root[Field.Uuid].IsMarkedId };

    private static FieldError? Problem(in Posted posted, out InboundMessage? message)
    {
        message = null;
        if (Sender.Problem(posted, out var sender) is { } unknownSender)
        {
            return unknownSender;
        }

        if (TypeReading.Problem(posted, out var type) is { } unknownType)
        {
            return unknownType;
        }

        var content = ContentReading.Read(posted, type);
        if (Missing(content, type, posted.IsPlain) is { } missing)
        {
            return missing;
        }

        var sentAt = SentAt(posted);
        if (posted.IsPlain && sentAt is null)
        {
            return posted.Root[Field.Timestamp].IsFilled ? Problems.BadTimestamp : Problems.NoTimestamp;
        }

        message = new InboundMessage
        {
            ProviderMessageId = ProviderId(posted),
            From = sender.Number,
            Bsuid = sender.Bsuid,
            CustomerName = Name(posted),
            IntegratedNumber = Sender.NumberOf(posted.Root[Field.IntegratedNumber])?.Digits,
            SentAt = sentAt,
            Type = type,
            Text = content.Text,
            Payload = content.Payload,
            Media = content.Media,
        };
        return null;
    }

    /// <summary>MSG91's media and places may come with every property removed and are still messages; words and taps are not.</summary>
    private static FieldError? Missing(MessageContent content, MessageType type, bool isPlain) => (content, type) switch
    {
        ({ Text: null }, MessageType.Text) => Problems.NoText,
        ({ Text: null, Payload: null }, MessageType.Button or MessageType.Interactive) => Problems.NoTap,
        ({ Text: null, Payload: null, Media: null }, _) when isPlain => Problems.NoText,
        _ => null,
    };

    private static string? ProviderId(in Posted posted) =>
        posted.Message[Field.Id].Id() ?? posted.Root[Field.Uuid].Id() ?? posted.Root[Field.MessageId].Id() ?? posted.Root[Field.RequestId].Id();

    private static string? Name(in Posted posted) =>
        (posted.Root[Field.CustomerName].Text() ?? posted.Root[Field.Contacts].Object()[Field.Profile].Object()[Field.Name].Text())
        ?.Trim().CutTo(Customer.NameMaxLength);

    private static DateTimeOffset? SentAt(in Posted posted) =>
        posted.IsPlain
            ? posted.Root[Field.Timestamp].Time()
            : posted.Message[Field.Timestamp].Time() ?? posted.Root[Field.Ts].Time()
                ?? posted.Root[Field.RequestedAt].Time() ?? posted.Root[Field.Timestamp].Time();
}
