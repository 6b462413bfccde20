using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>
/// The inbox's keys, one a day, made once for all processes. Those of today and tomorrow are read ahead (<see cref="DayKeysAhead"/>), so that
/// a webhook is answered without a read.
/// </summary>
internal sealed class DayKeys(SealingRing sealing, IContextFactory contexts, Database database)
{
    private readonly KeyRing? ring = sealing.Keys;
    private readonly ConcurrentDictionary<int, DataKey> kept = new();

    public bool Seals => ring is not null;

    public static int DayOf(DateTimeOffset at) => (int)(at.UtcTicks / TimeSpan.TicksPerDay - DateTimeOffset.UnixEpoch.UtcTicks / TimeSpan.TicksPerDay);

    /// <summary>The key of that day, which is made where there is none. Not while a write is entered.</summary>
    public ValueTask<DataKey> ForWritingAsync(int day, CancellationToken cancellationToken) =>
        kept.TryGetValue(day, out var key) ? ValueTask.FromResult(key) : new ValueTask<DataKey>(ReadOrMakeAsync(day, cancellationToken));

    /// <returns>Null: there is none, because all that was sealed with it is gone.</returns>
    public async ValueTask<DataKey?> FindAsync(int day, CancellationToken cancellationToken)
    {
        if (kept.TryGetValue(day, out var key) || ring is null)
        {
            return key;
        }

        await using var context = contexts.Create();
        var wrapped = await context.DayKeys.Where(one => one.Day == day).Select(one => one.Wrapped).FirstOrDefaultAsync(cancellationToken);
        return wrapped is null ? null : kept.GetOrAdd(day, new DataKey(ring.Unwrap(wrapped, PlaceOf(day))));
    }

    public static string PlaceOf(int day) => $"day_keys:{day}";

    private async Task<DataKey> ReadOrMakeAsync(int day, CancellationToken cancellationToken)
    {
        if (await FindAsync(day, cancellationToken) is { } known)
        {
            return known;
        }

        var made = ring!.Wrap(DataKey.New().Bytes, PlaceOf(day));
        using (await database.EnterWriteAsync(cancellationToken))
        {
            await using var context = contexts.Create();
            await context.Database.ExecuteSqlAsync(
                $"INSERT INTO day_keys (day, wrapped) VALUES ({day}, {made}) ON CONFLICT (day) DO NOTHING", cancellationToken);
        }

        return await FindAsync(day, cancellationToken) ?? throw new InvalidOperationException("The day's key was just stored.");
    }
}
