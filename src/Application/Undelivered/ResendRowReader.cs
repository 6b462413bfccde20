using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Undelivered;

internal sealed class ResendRowReader : ILaneRowReader
{
    public InboxKind Kind => InboxKind.Resend;

    public ICommand<Result> Read(LaneRow row) => new HandleResend(row, ResendRequest.Read(row.Body.Span));
}
