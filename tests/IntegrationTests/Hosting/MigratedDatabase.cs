using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.IntegrationTests.Stores;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Hosting;

/// <summary>
/// The migrations are applied to one database of either kind in each test run, and copied for every service under test: that is half the
/// time of its start. Whoever tests the migrations themselves, or starts the program as a process, begins with an empty one.
/// </summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<Task<string>> Postgres = new(MigratePostgresAsync);
    private static readonly Lazy<Task<byte[]>> Sqlite = new(MigrateSqliteAsync);

    /// <returns>The copy's URL.</returns>
    public static async Task<string> CopyPostgresAsync() => await (await PostgresServer.SharedAsync()).CopyDatabaseAsync(await Postgres.Value);

    public static async Task CopySqliteAsync(string file) => await File.WriteAllBytesAsync(file, await Sqlite.Value);

    private static async Task<string> MigratePostgresAsync()
    {
        var url = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await MigrateAsync(new PersistenceOptions { Postgres = PostgresServerUrl.ConnectionString(url) });
        return url;
    }

    private static async Task<byte[]> MigrateSqliteAsync()
    {
        var folder = Directory.CreateTempSubdirectory("migrated-");
        var file = Path.Combine(folder.FullName, "support.db");
        await MigrateAsync(new PersistenceOptions { SqlitePath = file });

        // Only when the last connection ends all of it is in the one file.
        SqliteConnection.ClearAllPools();
        var migrated = await File.ReadAllBytesAsync(file);
        folder.Delete(recursive: true);
        return migrated;
    }

    private static async Task MigrateAsync(PersistenceOptions options)
    {
        await using var provider = StoresUnderTest.Build(options, TimeProvider.System);
        await using var context = provider.GetRequiredService<IContextFactory>().Create();
        await context.Database.MigrateAsync();
    }
}
