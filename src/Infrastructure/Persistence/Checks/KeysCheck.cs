using System.Data.Common;
using WhatsAppSupport.Application.Checkups;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Checks;

/// <summary>Whether ENCRYPTION_KEYS opens this database.</summary>
internal sealed class KeysCheck(Database database, IDatabaseStart start, SealingRing ring) : ICheck
{
    public string Name => "keys";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        if (!database.IsThere)
        {
            return [Finding.Good("there is no database yet that they would have to open")];
        }

        try
        {
            await start.OpenBesideAsync(cancellationToken);
            return [Finding.Good(ring.Keys is { First: var first } ? $"open this database; {first} seals" : "none: messages are kept in clear")];
        }
        catch (Exception wrong) when (wrong is EncryptionKeysException or RingKeyException)
        {
            return [Finding.Wrong($"ENCRYPTION_KEYS {wrong.Message}", "put that key back, from where it is kept safe: what is lost without it is told in docs/security.md")];
        }
        catch (DatabaseOutdatedException)
        {
            return [Finding.Good("cannot be tried before the migrations are applied")];
        }
        catch (DbException)
        {
            return [Finding.Wrong("cannot be tried while the database lets nobody in", "put the database right first")];
        }
    }
}
