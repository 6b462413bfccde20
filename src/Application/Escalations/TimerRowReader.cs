using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Escalations;

internal sealed class TimerRowReader : ILaneRowReader
{
    public InboxKind Kind => InboxKind.Timer;

    public ICommand<Result> Read(LaneRow row) => new HandleEscalationTimeout(row, EscalationTimer.Read(row.Body.Span));
}
