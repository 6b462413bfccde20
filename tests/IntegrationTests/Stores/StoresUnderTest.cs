using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using WhatsAppSupport.Application;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Sealing;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>The stores on a database of their own, without the program around them. One for a test class; each test finds it empty.</summary>
public abstract class StoresUnderTest : IAsyncLifetime
{
    public const string OurNumber = "919800000001";

    private ServiceProvider? provider;
    private PersistenceOptions? options;

    public StillClock Clock { get; } = new();

    public IInbox Inbox => Get<IInbox>();

    public ITurnStore Turns => Get<ITurnStore>();

    public IOutbox Outbox => Get<IOutbox>();

    public IUnsettled Unsettled => Get<IUnsettled>();

    public IReports Reports => Get<IReports>();

    public IEscalations Escalations => Get<IEscalations>();

    public IInterventions Interventions => Get<IInterventions>();

    public ILookupHashes Hashes => Get<ILookupHashes>();

    public T Get<T>()
        where T : notnull => provider!.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        options = await CreateAsync();
        provider = await OpenAsync();
    }

    /// <summary>The program stops, and starts with these keys.</summary>
    public async Task RestartAsync(KeyRing? ring)
    {
        await provider!.DisposeAsync();
        options = options! with { Ring = ring };
        provider = await OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await provider!.DisposeAsync();
        await DropAsync();
    }

    /// <summary>As another process on the same database would; PostgreSQL only.</summary>
    public async Task<ServiceProvider> OpenAsync()
    {
        var opened = Build(options!);
        await opened.GetRequiredService<IDatabaseStart>().RunAsync(CancellationToken.None);
        return opened;
    }

    /// <summary>As a command beside the program would, with keys of its own.</summary>
    public async Task<ServiceProvider> OpenBesideAsync(KeyRing? ring)
    {
        var opened = Build(options! with { Ring = ring });
        try
        {
            await opened.GetRequiredService<IDatabaseStart>().OpenBesideAsync(CancellationToken.None);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings all that is written into the index of words, as the program does by itself after a while.</summary>
    public async Task IndexAsync(int limit = 100)
    {
        var index = Get<IWordIndex>();
        while (await index.AddNamesAsync(limit, CancellationToken.None)
            || await index.AddMessagesAsync(limit, CancellationToken.None)
            || await index.AddOlderMessagesAsync(limit, CancellationToken.None))
        {
        }
    }

    public async Task EmptyAsync()
    {
        foreach (var table in new[] { "workers", "messages", "provider_references", "conversations", "customers", "inbox", "sign_ins", "agents", "api_keys", "idempotency_keys" })
        {
            await ExecuteAsync($"DELETE FROM {table}");
        }
    }

    public async Task ExecuteAsync(string sql, params (string Name, object? Value)[] values)
    {
        var database = Get<Database>();
        using var entered = await database.EnterWriteAsync(CancellationToken.None);
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var command = connection.Of(database, sql, values);
        command.CommandTimeout = (int)TimeSpan.FromMinutes(10).TotalSeconds;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Rows as they are stored: column by column, in words.</summary>
    public async Task<List<IReadOnlyDictionary<string, string?>>> RowsAsync(string sql, params (string Name, object? Value)[] values)
    {
        var database = Get<Database>();
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var command = connection.Of(database, sql, values);
        return await command.ListAsync(Row, CancellationToken.None);
    }

    /// <summary>Everything that a turn could have changed.</summary>
    public async Task<string> DumpAsync()
    {
        var rows = new List<string>();
        foreach (var table in new[] { "inbox", "customers", "conversations", "messages" })
        {
            rows.AddRange((await RowsAsync($"SELECT * FROM {table}")).Select(row => $"{table} {string.Join(' ', row)}").Order(StringComparer.Ordinal));
        }

        return string.Join('\n', rows);
    }

    internal static ServiceProvider Build(PersistenceOptions options, TimeProvider clock, Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddSingleton(clock)
            .AddSingleton(new SupportOptions { IntegratedNumber = OurNumber })
            .AddPersistence(options)
            .Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1_000);
        add?.Invoke(services);
        return services.BuildServiceProvider();
    }

    protected abstract Task<PersistenceOptions> CreateAsync();

    /// <summary>What values are sealed with; null: they are stored in clear.</summary>
    protected virtual KeyRing? Ring => null;

    protected virtual Task DropAsync() => Task.CompletedTask;

    /// <summary>What a test wants besides the stores.</summary>
    protected virtual void Add(IServiceCollection services)
    {
    }

    private ServiceProvider Build(PersistenceOptions on) => Build(on, Clock, Add);

    private static IReadOnlyDictionary<string, string?> Row(DbDataReader reader) => Enumerable.Range(0, reader.FieldCount).ToDictionary(
        reader.GetName,
        column => reader.GetValue(column) switch
        {
            DBNull => null,
            byte[] bytes => Convert.ToHexString(bytes),
            DateTime instant => instant.ToString("O"),
            bool flag => flag ? "1" : "0",
            var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
        });
}

public class SqliteStores : StoresUnderTest
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stores-test-");

    protected override async Task<PersistenceOptions> CreateAsync()
    {
        var file = Path.Combine(folder.FullName, "support.db");
        await MigratedDatabase.CopySqliteAsync(file);
        return new PersistenceOptions { SqlitePath = file, Ring = Ring };
    }

    protected override Task DropAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}

public class PostgresStores : StoresUnderTest
{
    private string url = "";

    public string ConnectionString => new NpgsqlConnectionStringBuilder(PostgresServerUrl.ConnectionString(url)) { Pooling = true }.ConnectionString;

    protected override async Task<PersistenceOptions> CreateAsync()
    {
        url = await MigratedDatabase.CopyPostgresAsync();
        return new PersistenceOptions { Postgres = ConnectionString, Ring = Ring };
    }

    protected override async Task DropAsync() => await (await PostgresServer.SharedAsync()).DropDatabaseAsync(url);
}

/// <summary>A set of tests that holds for the stores of either database.</summary>
public abstract class StoreContract(StoresUnderTest stores) : IAsyncLifetime
{
    protected StoresUnderTest Stores { get; } = stores;

    public Task InitializeAsync() => Stores.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;
}
