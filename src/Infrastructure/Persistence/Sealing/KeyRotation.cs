using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>
/// Seals anew with the ring's first key what an older one has sealed. In small batches, each row only if it is still as it was read: it may run beside the program, be
/// stopped and begun again, and run twice.
/// </summary>
public interface IKeyRotation
{
    /// <returns>How many keys were sealed anew, batch by batch.</returns>
    /// <exception cref="RingKeyException">At the end, when all others are done: some need a key that is not in the ring.</exception>
    IAsyncEnumerable<int> RotateAsync(CancellationToken cancellationToken);

    /// <summary>What each key of the ring, and each that the database still needs, has sealed.</summary>
    Task<KeyUse> CountAsync(CancellationToken cancellationToken);
}

/// <param name="Sealed">How many keys of each kind, by the id of the ring's key.</param>
/// <param name="InClear">Keys that are not sealed at all.</param>
public sealed record KeyUse(IReadOnlyDictionary<string, int> Sealed, int InClear);

internal sealed partial class KeyRotation(SealingRing sealing, Database database, ILogger<KeyRotation> logger) : IKeyRotation
{
    private const int Batch = 200;

    public async IAsyncEnumerable<int> RotateAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ring = sealing.Keys!;
        var missing = new List<RingKeyException>();
        foreach (var keys in WrappedKeys.All)
        {
            var after = keys.First;
            while (await PageAsync(keys, after, cancellationToken) is { Count: > 0 } page)
            {
                after = page[^1].Id;
                var old = page.Where(row => WrappedKeys.WrappedIn(row.Stored) is { } wrapped && KeyRing.IdOf(wrapped) != ring.First).ToList();
                if (old.Count > 0)
                {
                    yield return await ReplaceAsync(keys, ring, old, missing, cancellationToken);
                }
            }
        }

        if (missing.Count > 0)
        {
            throw missing[0];
        }
    }

    public async Task<KeyUse> CountAsync(CancellationToken cancellationToken)
    {
        var (counts, inClear) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        foreach (var keys in WrappedKeys.All)
        {
            var after = keys.First;
            while (await PageAsync(keys, after, cancellationToken) is { Count: > 0 } page)
            {
                after = page[^1].Id;
                foreach (var row in page)
                {
                    if (WrappedKeys.WrappedIn(row.Stored) is { } wrapped)
                    {
                        counts[KeyRing.IdOf(wrapped)] = counts.GetValueOrDefault(KeyRing.IdOf(wrapped)) + 1;
                    }
                    else
                    {
                        inClear++;
                    }
                }
            }
        }

        return new KeyUse(counts, inClear);
    }

    private async Task<List<(object Id, object Stored)>> PageAsync(WrappedKeys keys, object after, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var page = connection.Of(database, keys.PageSql, ("@after", after), ("@limit", Batch));
        return await page.ListAsync(reader => (keys.ReadId(database, reader), reader.GetValue(1)), cancellationToken);
    }

    private async Task<int> ReplaceAsync(
        WrappedKeys keys, KeyRing ring, List<(object Id, object Stored)> old, List<RingKeyException> missing, CancellationToken cancellationToken)
    {
        // Each by itself: who holds one row only waits for nobody in a circle.
        var replaced = 0;
        using var entered = await database.EnterWriteAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        foreach (var (id, stored) in old)
        {
            var place = keys.PlaceOf(id);
            if (Anew(ring, WrappedKeys.WrappedIn(stored)!, place, missing) is not { } wrapped)
            {
                continue;
            }

            var value = WrappedKeys.With(stored, wrapped);
            await using var replace = connection.Of(database, keys.ReplaceSql, ("@value", value), ("@id", id), ("@before", stored));
            replaced += await replace.ExecuteNonQueryAsync(cancellationToken);
        }

        return replaced;
    }

    /// <returns>Null: it was changed or moved, and opens with no key any more, or its key is missing. It stays as it is, and holds up none of the others.</returns>
    private byte[]? Anew(KeyRing ring, byte[] wrapped, string place, List<RingKeyException> missing)
    {
        try
        {
            return ring.Wrap(ring.Unwrap(wrapped, place), place);
        }
        catch (RingKeyException unopened)
        {
            IsLeft(logger, place);
            if (unopened.IsMissing)
            {
                missing.Add(unopened);
            }

            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Place} does not open and is left as it is: it was changed or moved, or its key is not in ENCRYPTION_KEYS")]
    private static partial void IsLeft(ILogger logger, string place);
}
