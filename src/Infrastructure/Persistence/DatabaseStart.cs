using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Infrastructure.Persistence.Access;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Brings the database up to this version and reads the look-up key, before anything is served. Several processes may start at once: one after another does it.</summary>
internal sealed class DatabaseStart(Database database, IContextFactory contexts, LookupHashes hashes, LookupKey lookupKey, SealingKeys sealing) : IDatabaseStart
{
    public bool IsReady { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        database.TakeForThisProcess();
        await using var context = contexts.Create();
        await using (await database.EnterMigrationAsync(cancellationToken))
        {
            // A new index over many messages takes its time.
            context.Database.SetCommandTimeout(TimeSpan.FromHours(1));
            await context.Database.MigrateAsync(cancellationToken);
            sealing.MakeFirst();
        }

        hashes.Use(await lookupKey.ReadOrMakeAsync(context, cancellationToken));
        IsReady = true;
    }

    public async Task OpenBesideAsync(CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            throw new DatabaseOutdatedException();
        }

        hashes.Use(await lookupKey.ReadOrMakeAsync(context, cancellationToken));
        IsReady = true;
    }
}
