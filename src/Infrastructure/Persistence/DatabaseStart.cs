using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Infrastructure.Persistence.Access;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Brings the database up to this version and reads the look-up key, before anything is served. Several processes may start at once: one after another does it.</summary>
internal sealed class DatabaseStart(Database database, IContextFactory contexts, LookupHashes hashes, SealingKeys sealing) : IDatabaseStart
{
    private const string LookupKey = "lookup-key";

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

        hashes.Use(await ReadOrMakeKeyAsync(context, cancellationToken));
        IsReady = true;
    }

    private static async Task<byte[]> ReadOrMakeKeyAsync(SupportContext context, CancellationToken cancellationToken)
    {
        var made = RandomNumberGenerator.GetBytes(32);
        await context.Database.ExecuteSqlAsync(
            $"INSERT INTO secrets (name, value) VALUES ({LookupKey}, {made}) ON CONFLICT (name) DO NOTHING", cancellationToken);
        return await context.Secrets.Where(secret => secret.Name == LookupKey).Select(secret => secret.Value).SingleAsync(cancellationToken);
    }
}
