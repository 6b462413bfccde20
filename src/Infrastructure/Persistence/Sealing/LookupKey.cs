using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>
/// What look-up hashes are made with: made once and never another, sealed by the ring where there is one. It is the first thing that is opened, so that a lost
/// or wrong key stops the start before anything is served.
/// </summary>
internal sealed class LookupKey(SealingRing sealing)
{
    private const string Name = "lookup-key";
    private static readonly string Place = PlaceOf(Name);

    public static string PlaceOf(string name) => $"secrets.value:{name}";

    /// <exception cref="EncryptionKeysException">The ring is not the one that this database was sealed with.</exception>
    public async Task<byte[]> ReadOrMakeAsync(SupportContext context, CancellationToken cancellationToken)
    {
        var made = Stored(RandomNumberGenerator.GetBytes(RingKey.Length));
        await context.Database.ExecuteSqlAsync($"INSERT INTO secrets (name, value) VALUES ({Name}, {made}) ON CONFLICT (name) DO NOTHING", cancellationToken);
        var stored = (await FindAsync(context, cancellationToken))!;
        if (stored.Length > RingKey.Length)
        {
            return Opened(stored);
        }

        if (sealing.Keys is not null)
        {
            // Switched on over a database in clear: what several processes do here is the same.
            var wrapped = Stored(stored);
            await context.Database.ExecuteSqlAsync($"UPDATE secrets SET value = {wrapped} WHERE name = {Name} AND value = {stored}", cancellationToken);
        }

        return stored;
    }

    /// <summary>Changes nothing.</summary>
    /// <exception cref="EncryptionKeysException">The ring is not the one that this database was sealed with.</exception>
    /// <exception cref="DatabaseOutdatedException">There is none yet.</exception>
    public async Task<byte[]> ReadAsync(SupportContext context, CancellationToken cancellationToken) => await FindAsync(context, cancellationToken) switch
    {
        null => throw new DatabaseOutdatedException(),
        { Length: > RingKey.Length } wrapped => Opened(wrapped),
        var clear => clear,
    };

    private static Task<byte[]?> FindAsync(SupportContext context, CancellationToken cancellationToken) =>
        context.Secrets.Where(secret => secret.Name == Name).Select(secret => secret.Value).SingleOrDefaultAsync(cancellationToken);

    private byte[] Stored(byte[] key) => sealing.Keys?.Wrap(key, Place) ?? key;

    private byte[] Opened(byte[] wrapped)
    {
        try
        {
            return sealing.Keys?.Unwrap(wrapped, Place)
                ?? throw new EncryptionKeysException($"is off or not set, but this database is encrypted, with the key '{KeyRing.IdOf(wrapped)}'");
        }
        catch (RingKeyException missing)
        {
            throw new EncryptionKeysException(missing.Message);
        }
    }
}

/// <summary><c>ENCRYPTION_KEYS</c> does not open this database.</summary>
public sealed class EncryptionKeysException(string problem) : Exception(problem);
