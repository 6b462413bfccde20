using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace WhatsAppSupport.Infrastructure.Persistence.Access;

/// <summary>
/// What cookies are sealed with. Each process would make its first key by itself, and know those of the others a day later; so the first is
/// made while one process has the database to itself. Later ones are made two days before they are used.
/// </summary>
internal sealed class SealingKeys(IKeyManager keys)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    public void MakeFirst()
    {
        // Data protection goes by the machine's time, whatever clock the rest of the program has.
        var now = TimeProvider.System.GetUtcNow();
        if (!keys.GetAllKeys().Any(key => !key.IsRevoked && key.ExpirationDate > now))
        {
            keys.CreateNewKey(now, now + Lifetime);
        }
    }
}
