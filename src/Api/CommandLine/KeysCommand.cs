using System.Security.Cryptography;
using WhatsAppSupport.Api.Composition;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Api.CommandLine;

/// <summary>
/// <c>keys new|status|rotate|encrypt</c>: what is done with the keys of <c>ENCRYPTION_KEYS</c> from a terminal. All but the first work on the database of the settings, beside
/// the program that serves it, and may be stopped and begun again.
/// </summary>
internal static class KeysCommand
{
    public static async Task<int> NewAsync(Typed typed)
    {
        await typed.SayAsync(NewKey(TimeProvider.System.GetUtcNow()));
        return 0;
    }

    public static Task<int> StatusAsync(Typed typed) => WithDatabaseAsync((ring, services) => StatusAsync(ring, services, typed.Output, typed.CancellationToken), typed.CancellationToken);

    public static Task<int> RotateAsync(Typed typed) => WithDatabaseAsync((ring, services) => RotateAsync(ring, services, typed.Output, typed.CancellationToken), typed.CancellationToken);

    public static Task<int> EncryptAsync(Typed typed) => WithDatabaseAsync((ring, services) => EncryptAsync(ring, services, typed.Output, typed.CancellationToken), typed.CancellationToken);

    /// <summary>Named for the second in which it was made, so that no two are named alike.</summary>
    private static string NewKey(DateTimeOffset now) => $"{now:yyyyMMddHHmmss}:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(RingKey.Length))}";

    private static async Task StatusAsync(KeyRing ring, IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        var use = await services.GetRequiredService<IKeyRotation>().CountAsync(cancellationToken);
        foreach (var (id, count) in use.Sealed.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var role = id == ring.First ? "seals" : ring.Has(id) ? "is needed until 'keys rotate' has run" : "is MISSING in ENCRYPTION_KEYS";
            await output.WriteLineAsync($"{id}: {count} keys; {role}");
        }

        if (!use.Sealed.ContainsKey(ring.First))
        {
            await output.WriteLineAsync($"{ring.First}: 0 keys; seals");
        }

        await output.WriteLineAsync($"in clear: {use.InClear} keys");
    }

    private static async Task RotateAsync(KeyRing ring, IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        var rotated = 0;
        await foreach (var count in services.GetRequiredService<IKeyRotation>().RotateAsync(cancellationToken))
        {
            rotated += count;
        }

        await output.WriteLineAsync($"{rotated} keys were sealed anew with '{ring.First}'.");
        await StatusAsync(ring, services, output, cancellationToken);
    }

    private static async Task EncryptAsync(KeyRing ring, IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        var (rows, shown) = (0, 0);
        var clear = services.GetRequiredService<IClearRows>();
        await foreach (var count in clear.SealAsync(cancellationToken))
        {
            rows += count;
            if (rows - shown >= 10_000)
            {
                await output.WriteLineAsync($"{rows} rows ...");
                shown = rows;
            }
        }

        await output.WriteLineAsync($"{rows} rows were sealed; their keys are sealed with '{ring.First}'.");
        await clear.TidyAsync(cancellationToken);
    }

    private static async Task<int> WithDatabaseAsync(Func<KeyRing, IServiceProvider, Task> work, CancellationToken cancellationToken)
    {
        var settings = ProcessEnvironment.Read();
        var ring = settings.Ring ?? throw new StartRefusedException("ENCRYPTION_KEYS: is not set, or off. A right value: what 'keys new' prints");
        await using var services = new ServiceCollection().AddStores(settings).BuildServiceProvider();
        try
        {
            await services.GetRequiredService<IDatabaseStart>().OpenBesideAsync(cancellationToken);
            await work(ring, services);
            return 0;
        }
        catch (Exception refused) when (refused is DatabaseOutdatedException or EncryptionKeysException or RingKeyException)
        {
            throw new StartRefusedException(
                refused is DatabaseOutdatedException ? refused.Message : $"ENCRYPTION_KEYS: {refused.Message}. A right value holds that key, from where it is kept safe", refused);
        }
        catch (Exception away) when (services.GetRequiredService<IFaults>().IsInfrastructure(away))
        {
            throw new StartRefusedException($"DATABASE_URL: the database does not answer ({away.GetType().Name}). What was done is done: begin again when it does", away);
        }
    }
}
