using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Lanes;

/// <summary>Says what a row of one kind asks for. Everything that moves a conversation is a row of its customer's lane: a new kind of it is one more of these.</summary>
internal interface ILaneRowReader
{
    InboxKind Kind { get; }

    /// <summary>Throws where the row cannot be read: it is tried again, and at last given up.</summary>
    ICommand<Result> Read(LaneRow row);

    /// <summary>Whom to apologise to when the row is given up. Never throws: where nobody is named in the row, it is whoever's lane it is.</summary>
    Sender SenderOf(LaneRow row) => Sender.OfLane(row.Customer);
}
