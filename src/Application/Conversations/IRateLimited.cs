using WhatsAppSupport.Application.Inbound;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>A command that is caused by a customer and counts against how fast they may write.</summary>
public interface IRateLimited
{
    LaneRow Row { get; }

    Sender Sender { get; }
}
