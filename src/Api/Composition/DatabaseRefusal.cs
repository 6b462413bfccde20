using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Persistence.Sqlite;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Api.Composition;

/// <summary>Why a database cannot be begun with, as the line that whoever starts something reads.</summary>
internal static class DatabaseRefusal
{
    /// <returns>Null: waiting may help, or it is no matter of the database.</returns>
    public static StartRefusedException? Of(Exception fault, AppSettings settings, IFaults faults) => fault switch
    {
        EncryptionKeysException or RingKeyException => new StartRefusedException(
            $"ENCRYPTION_KEYS: {fault.Message}. A right value holds that key, from where it is kept safe; docs/security.md says what is lost without it", fault),
        DatabaseInUseException => new StartRefusedException($"DATABASE_URL: {fault.Message}", fault),
        UnauthorizedAccessException => new StartRefusedException(
            "DATABASE_URL: this user may not write the SQLite file there. Set another place, or let this program write there", fault),

        // Waiting makes no file whole.
        _ when settings.Database is DatabaseTarget.Sqlite file && faults.IsInfrastructure(fault) => new StartRefusedException(
            $"DATABASE_URL: {file.Path} cannot be used as a SQLite file ({fault.GetType().Name}). Move it away, and a new one is made; or set another place, such as sqlite:///data/shop.db", fault),
        _ => null,
    };

    /// <summary>The same once nobody waits any longer.</summary>
    public static StartRefusedException Away(Exception fault) => new(
        $"DATABASE_URL: the database does not let us in ({fault.GetType().Name}). Is it running, and are name and password right?", fault);
}
