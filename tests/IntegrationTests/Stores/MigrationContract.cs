using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Sqlite;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Stores;

public abstract class MigrationContract(StoresUnderTest stores) : StoreContract(stores)
{
    [Fact]
    public async Task Migrating_a_second_time_changes_nothing()
    {
        await StoredTalk.BegunAsync(Stores);
        var hash = Stores.Hashes.OfBsuid("IN.1");
        var before = await Stores.DumpAsync();

        await Stores.Get<IDatabaseStart>().RunAsync(CancellationToken.None);

        (await Stores.DumpAsync()).ShouldBe(before);
        Stores.Hashes.OfBsuid("IN.1").ShouldBe(hash);
        (await Stores.Get<IHealthPart>().CheckAsync(CancellationToken.None)).ShouldBe(PartHealth.Up);
    }

    [Fact]
    public void The_model_is_what_the_migrations_make()
    {
        using var context = Stores.Get<IContextFactory>().Create();

        context.Database.HasPendingModelChanges().ShouldBeFalse();
    }
}

public sealed class MigrationsOnSqlite(SqliteStores stores) : MigrationContract(stores), IClassFixture<SqliteStores>
{
    /// <summary>A VACUUM is in no transaction: what its migration did before is committed, and that it was done is not known yet.</summary>
    [Fact]
    public async Task Who_is_killed_in_the_midst_of_a_migration_begins_it_anew()
    {
        var folder = Directory.CreateTempSubdirectory("stores-test-");
        await using (var half = StoresUnderTest.Build(new PersistenceOptions { SqlitePath = Path.Combine(folder.FullName, "support.db") }, Stores.Clock))
        {
            await using var context = half.GetRequiredService<IContextFactory>().Create();
            await context.GetService<IMigrator>().MigrateAsync("Erasure");
            await context.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE '%Erasure'""");

            await half.GetRequiredService<IDatabaseStart>().RunAsync(CancellationToken.None);

            (await context.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_second_process_is_told_that_the_file_is_in_use() =>
        await Should.ThrowAsync<DatabaseInUseException>(Stores.OpenAsync);
}

public sealed class MigrationsOnPostgres(PostgresStores stores) : MigrationContract(stores), IClassFixture<PostgresStores>
{
    [Fact]
    public async Task Several_processes_may_start_on_an_empty_database_at_once_and_share_one_key()
    {
        var server = await PostgresServer.SharedAsync();
        var url = await server.CreateDatabaseAsync();
        var options = new PersistenceOptions { Postgres = PostgresServerUrl.ConnectionString(url) };
        var processes = Enumerable.Range(0, 4).Select(_ => StoresUnderTest.Build(options, Stores.Clock)).ToList();

        await Task.WhenAll(processes.Select(process => Task.Run(() => process.GetRequiredService<IDatabaseStart>().RunAsync(CancellationToken.None))));

        var late = StoresUnderTest.Build(options, Stores.Clock);
        processes.Add(late);
        await late.GetRequiredService<IDatabaseStart>().RunAsync(CancellationToken.None);

        processes.Select(process => process.GetRequiredService<ILookupHashes>().OfBsuid("IN.1")).Distinct().ShouldHaveSingleItem();
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }

        await server.DropDatabaseAsync(url);
    }
}
