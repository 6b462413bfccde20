using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Inbound;

/// <summary>A customer's message as it was posted.</summary>
internal sealed class MessageRowReader(IWebhookReader reader, ILookupHashes hashes) : ILaneRowReader
{
    public InboxKind Kind => InboxKind.Message;

    public ICommand<Result> Read(LaneRow row) => MessageOf(row) is { } message
        ? new HandleInboundMessage(row, SenderOf(row, message), message)
        : throw new InvalidOperationException("A stored message is not read as one message any more.");

    public Sender SenderOf(LaneRow row) => MessageOf(row) is { } message ? SenderOf(row, message) : Sender.OfLane(row.Customer);

    private InboundMessage? MessageOf(LaneRow row) => reader.Read(row.Body) is [WebhookItem.Inbound { Message: var message }] ? message : null;

    private Sender SenderOf(LaneRow row, InboundMessage message) => new(
        message.From,
        message.From is null ? null : row.Customer,
        message.Bsuid,
        message.Bsuid is null ? null : message.From is null ? row.Customer : hashes.OfBsuid(message.Bsuid));
}
