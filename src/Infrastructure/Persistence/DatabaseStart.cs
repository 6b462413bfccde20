using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Infrastructure.Persistence.Access;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Brings the database up to this version and reads the look-up key, before anything is served. Several processes may start at once: one after another does it.</summary>
internal sealed class DatabaseStart(Database database, IContextFactory contexts, LookupHashes hashes, LookupKey lookupKey, MissingRingKeys missing, SealingRing ring, SealingKeys sealing) : IDatabaseStart
{
    public bool IsReady { get; private set; }

    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> applied;
        database.TakeForThisProcess();
        await using var context = contexts.Create();
        await using (await database.EnterMigrationAsync(cancellationToken))
        {
            // A new index over many messages takes its time.
            context.Database.SetCommandTimeout(TimeSpan.FromHours(1));
            applied = [.. await context.Database.GetPendingMigrationsAsync(cancellationToken)];
            await context.Database.MigrateAsync(cancellationToken);
            await ForgetClearCookieKeysAsync(context, cancellationToken);
            sealing.MakeFirst();
        }

        hashes.Use(await lookupKey.ReadOrMakeAsync(context, cancellationToken));
        await missing.RefuseAsync(cancellationToken);
        IsReady = true;
        return applied;
    }

    public async Task OpenBesideAsync(CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            throw new DatabaseOutdatedException();
        }

        hashes.Use(await lookupKey.ReadAsync(context, cancellationToken));
        IsReady = true;
    }

    /// <summary>Those of before there was a ring would lie in clear for as long as they are used: everybody signs in once more instead.</summary>
    private async Task ForgetClearCookieKeysAsync(SupportContext context, CancellationToken cancellationToken)
    {
        if (ring.Keys is not null)
        {
            await context.DataProtectionKeys.Where(key => key.Xml!.Contains(SealedCookieKeys.ClearElement)).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
