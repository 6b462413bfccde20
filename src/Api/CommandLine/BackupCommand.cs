using StackExchange.Redis;
using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Backup;
using WhatsAppSupport.Infrastructure.Redis;

namespace WhatsAppSupport.Api.CommandLine;

/// <summary><c>db backup FILE</c>, <c>db restore FILE</c>, and <c>db park</c> for what another tool has restored; docs/operations.md tells when to use which, and what is missing after a restore.</summary>
internal static class BackupCommand
{
    public static Task<int> WriteAsync(Typed typed) => WithStoresAsync(async (settings, services) =>
    {
        var file = FileOf(typed);
        if (File.Exists(file))
        {
            throw new BackupException($"{file} is there already, and is not written over: name one that is not");
        }

        await services.GetRequiredService<IBackup>().WriteAsync(file, typed.CancellationToken);
        await typed.SayAsync($"{file}: {new FileInfo(file).Length} bytes.{(settings.Ring is null ? "" : " It is worth nothing without the ENCRYPTION_KEYS of today: keep these, and keep them elsewhere.")}");
    });

    public static Task<int> ReadAsync(Typed typed) => WithStoresAsync(async (settings, services) =>
    {
        var file = FileOf(typed);
        if (!File.Exists(file))
        {
            throw new BackupException($"{file} is not there: name a file that 'db backup' has written");
        }

        await services.GetRequiredService<IBackup>().ReadAsync(file, typed.CancellationToken);
        await typed.SayAsync("Restored.");
        await ParkAsync(typed, settings, services);
    });

    /// <summary>What serves would see its own work parked: it must be stopped.</summary>
    public static Task<int> ParkAsync(Typed typed) => WithStoresAsync(async (settings, services) =>
    {
        await services.GetRequiredService<IDatabaseStart>().RunAsync(typed.CancellationToken);
        if (await services.GetRequiredService<IWorkers>().CountAsync(typed.CancellationToken) is > 0 and var serving)
        {
            throw new BackupException($"{serving} processes serve this database: stop them, wait {Slots.SeenWithin.TotalSeconds:0} s, and type this again");
        }

        await ParkAsync(typed, settings, services);
    });

    private static async Task ParkAsync(Typed typed, AppSettings settings, IServiceProvider services)
    {
        var parked = await services.GetRequiredService<IRestoredRows>().ParkAsync(typed.CancellationToken);
        await typed.SayAsync($"{parked.Messages} messages in the inbox and {parked.Replies} replies waited when the backup was made. They may have been dealt with since, and are parked: see 'What waits for a person' in docs/operations.md.");
        if (settings.Redis is { } redis)
        {
            await typed.SayAsync($"{await RedisForgetting.ForgetSessionsAsync(redis)} sessions of before were taken out of Redis.");
        }
    }

    private static string FileOf(Typed typed) => Path.GetFullPath(typed.Options[0]);

    private static async Task<int> WithStoresAsync(Func<AppSettings, IServiceProvider, Task> work)
    {
        var settings = ProcessEnvironment.Read();
        await using var services = new ServiceCollection().AddStores(settings).BuildServiceProvider();
        var faults = services.GetRequiredService<IFaults>();
        try
        {
            await work(settings, services);
            return 0;
        }
        catch (BackupException refused)
        {
            throw new StartRefusedException(refused.Message, refused);
        }
        catch (Exception away) when (away is RedisException or RedisTimeoutException)
        {
            throw new StartRefusedException("REDIS_URL: Redis does not answer, and may hold sessions of the database of before. Empty it (FLUSHDB) before the program is started; the database is restored", away);
        }
        catch (Exception fault) when (DatabaseRefusal.Of(fault, settings, faults) is { } refusal)
        {
            throw refusal;
        }
        catch (Exception away) when (faults.IsInfrastructure(away))
        {
            throw DatabaseRefusal.Away(away);
        }
    }
}
