using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WhatsAppSupport.Application.Messaging;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Postgres;
using WhatsAppSupport.Infrastructure.Persistence.Sqlite;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.IntegrationTests.Stores;

namespace WhatsAppSupport.IntegrationTests.Scale;

/// <summary>A full database, the use cases that look at it, and an eye on what they ask it.</summary>
internal sealed class FilledStores : IAsyncDisposable
{
    private const string TimesVariable = "SUPPORT_SCALE";

    /// <summary>More than five, so that the plans that are kept for prepared statements are looked at, too.</summary>
    private const int Runs = 8;

    private readonly StoresUnderTest stores;
    private readonly SeenCommands seen;
    private IReadOnlyList<SeenCommand> indexing = [];

    private FilledStores(Backend backend, StoresUnderTest stores, SeenCommands seen, Filling filling) =>
        (Backend, this.stores, this.seen, Filling) = (backend, stores, seen, filling);

    public Backend Backend { get; }

    public Filling Filling { get; }

    public T Get<T>()
        where T : notnull => stores.Get<T>();

    public static async Task<FilledStores> FillAsync(Backend backend)
    {
        var times = int.TryParse(Environment.GetEnvironmentVariable(TimesVariable), CultureInfo.InvariantCulture, out var asked) ? asked : 1;
        var seen = new SeenCommands();
        StoresUnderTest stores = backend == Backend.Laptop ? new OnSqlite(seen) : new OnPostgres(seen);
        var filled = new FilledStores(backend, stores, seen, new Filling(backend, times));
        await stores.InitializeAsync();
        await filled.Filling.FillAsync(stores);
        filled.indexing = [.. seen.Take().Where(command => command.Text.StartsWith("SELECT", StringComparison.Ordinal))];
        return filled;
    }

    /// <summary>Asks again and again.</summary>
    /// <returns>What was answered, the middle of the times, and what reads a table through.</returns>
    public async Task<Look<T>> LookAsync<T>(Func<IMediator, Task<Result<T>>> ask)
    {
        seen.Take();
        var times = new List<TimeSpan>();
        Result<T>? answer = null;
        for (var run = 0; run < Runs; run++)
        {
            await using var scope = stores.Get<IServiceScopeFactory>().CreateAsyncScope();
            var began = Stopwatch.GetTimestamp();
            answer = await ask(scope.ServiceProvider.GetRequiredService<IMediator>());
            times.Add(Stopwatch.GetElapsedTime(began));
            answer.Error.ShouldBeNull();
        }

        return new Look<T>(answer!.Value, times.Order().ElementAt(Runs / 2), await ThroughsAsync(seen.Take()));
    }

    /// <summary>What reads a table through while words are indexed.</summary>
    public Task<IReadOnlyList<Through>> IndexingThroughsAsync() => ThroughsAsync(indexing);

    /// <summary>What reads a table through of a statement that the program has written by hand.</summary>
    public Task<IReadOnlyList<Through>> ReadThroughAsync(string statement, params (string Name, object Value)[] values) => Plans.ReadThroughAsync(
        stores.Get<Database>(),
        Backend,
        new SeenCommand(statement, [.. values.Select(value => Backend == Backend.Laptop ? (DbParameter)new SqliteParameter(value.Name, value.Value) : new NpgsqlParameter(value.Name, value.Value))]));

    /// <summary>Asks, to go on with the answer.</summary>
    public async Task<T> LookOnceAsync<T>(Func<IMediator, Task<Result<T>>> ask)
    {
        await using var scope = stores.Get<IServiceScopeFactory>().CreateAsyncScope();
        return (await ask(scope.ServiceProvider.GetRequiredService<IMediator>())).Value;
    }

    public async ValueTask DisposeAsync() => await stores.DisposeAsync();

    private async Task<IReadOnlyList<Through>> ThroughsAsync(IEnumerable<SeenCommand> commands)
    {
        var throughs = new List<Through>();
        foreach (var command in commands.DistinctBy(command => command.Text))
        {
            throughs.AddRange(await Plans.ReadThroughAsync(stores.Get<Database>(), Backend, command));
        }

        return throughs;
    }

    private static void AddAll(IServiceCollection services) => services.AddMessaging();

    private sealed class OnSqlite(SeenCommands seen) : SqliteStores
    {
        protected override void Add(IServiceCollection services) =>
            AddAll(services.ConfigureDbContext<SqliteContext>(builder => builder.AddInterceptors(seen)));
    }

    private sealed class OnPostgres(SeenCommands seen) : PostgresStores
    {
        protected override void Add(IServiceCollection services) =>
            AddAll(services.ConfigureDbContext<PostgresContext>(builder => builder.AddInterceptors(seen)));
    }
}

internal sealed record Look<T>(T Answer, TimeSpan Median, IReadOnlyList<Through> Throughs);
