using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Lanes;

/// <summary>Tells whoever handles a customer, here or in another process, that a row of theirs was stored.</summary>
public sealed class Arrivals(LaneScheduler lanes, Slots slots, IWakes wakes)
{
    /// <summary>A row that this process has just stored.</summary>
    public void Announce(LaneRow row)
    {
        if (slots.Owns(row.Customer))
        {
            lanes.Offer(row);
        }
        else
        {
            WakeOwner(row.Customer);
        }
    }

    /// <summary>Something of that customer is pending in the database.</summary>
    public void Announce(LookupHash customer)
    {
        if (slots.Owns(customer))
        {
            lanes.Wake(customer);
        }
        else
        {
            WakeOwner(customer);
        }
    }

    private void WakeOwner(LookupHash customer)
    {
        if (slots.OwnerOf(customer) is { } owner && owner != slots.Me)
        {
            wakes.Wake(owner, customer);
        }
    }
}
