using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Errands;

internal sealed class FlowAnswerRowReader : ILaneRowReader
{
    public InboxKind Kind => InboxKind.Answer;

    public ICommand<Result> Read(LaneRow row) => new HandleFlowAnswer(row, FlowAnswerRow.Read(row.Body.Span));
}
