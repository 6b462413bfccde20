using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Lanes;

/// <summary>Whether this process still owes a customer an answer to what it has accepted.</summary>
public interface IOpenTurns
{
    bool IsOpen(PhoneNumber customer);
}

internal sealed class OpenTurns(LaneScheduler lanes, Dispatcher dispatcher, ILookupHashes hashes) : IOpenTurns
{
    public bool IsOpen(PhoneNumber customer) => lanes.IsAtWork(hashes.OfPhone(customer)) || dispatcher.IsSending;
}
