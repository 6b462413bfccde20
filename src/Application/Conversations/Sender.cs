using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Conversations;

/// <summary>By what a customer can be recognised: the number, the business-scoped user id, or both.</summary>
public sealed record Sender(PhoneNumber? Phone, LookupHash? PhoneHash, string? Bsuid, LookupHash? BsuidHash) : Personal
{
    /// <summary>Somebody of whom only the lane is known.</summary>
    public static Sender OfLane(LookupHash lane) => new(null, lane, null, lane);

    /// <summary>False: only the lane is known.</summary>
    public bool IsNamed => Phone is not null || Bsuid is not null;

    /// <summary>Nothing here is new about that customer.</summary>
    public bool IsKnownTo(Customer customer) =>
        (Phone is null || customer.PhoneHash is not null) && (Bsuid is null || customer.BsuidHash is not null);
}
