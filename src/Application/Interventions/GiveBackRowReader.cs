using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Interventions;

internal sealed class GiveBackRowReader : ILaneRowReader
{
    public InboxKind Kind => InboxKind.GiveBack;

    public ICommand<Result> Read(LaneRow row) => new HandleGiveBack(row, GiveBackRequest.Read(row.Body.Span));
}
