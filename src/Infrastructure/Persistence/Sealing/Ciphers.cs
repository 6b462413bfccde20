using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>Those of several customers, each made when it is first asked for; for one thread.</summary>
internal sealed class Ciphers(IReadOnlyDictionary<CustomerId, DataKey> keys, Func<UnreadableValueException, string>? instead) : IDisposable
{
    private readonly Dictionary<CustomerId, Cipher> made = [];

    public Cipher Of(CustomerId customer)
    {
        if (!made.TryGetValue(customer, out var cipher))
        {
            made[customer] = cipher = new Cipher(keys.GetValueOrDefault(customer), instead);
        }

        return cipher;
    }

    public void Dispose()
    {
        foreach (var cipher in made.Values)
        {
            cipher.Dispose();
        }
    }
}
