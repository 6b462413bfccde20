using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Erasure;

internal sealed class ErasureRowReader : ILaneRowReader
{
    public InboxKind Kind => InboxKind.Erasure;

    public ICommand<Result> Read(LaneRow row) => new HandleErasure(row);
}
