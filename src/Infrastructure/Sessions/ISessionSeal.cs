using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Infrastructure.Sessions;

/// <summary>Seals what of a session lies outside this process. An entry carries its customer's key along, itself sealed: whoever reads it asks nobody else.</summary>
public interface ISessionSeal
{
    /// <returns>Null: the customer's key is not at hand, and the session is not kept.</returns>
    byte[]? Seal(CustomerId customer, string entry, byte[] session);

    /// <returns>Null: it does not open, and is no session.</returns>
    byte[]? Open(string entry, byte[] stored);
}

/// <summary>Where nothing is sealed.</summary>
internal sealed class SessionsInClear : ISessionSeal
{
    public byte[] Seal(CustomerId customer, string entry, byte[] session) => session;

    public byte[] Open(string entry, byte[] stored) => stored;
}
