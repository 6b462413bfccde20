using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Errands;

internal sealed class FlowTimerRowReader : ILaneRowReader
{
    public InboxKind Kind => InboxKind.FlowTimer;

    public ICommand<Result> Read(LaneRow row) => new HandleFlowTimer(row, DueFlowTimer.Read(row.Body.Span));
}
