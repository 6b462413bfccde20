using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>
/// Keys of the ring that rows still need although the look-up key does not: a process that went on with the old order while the keys were replaced has sealed with one that
/// was taken out since.
/// </summary>
internal sealed class MissingRingKeys(SealingRing sealing, Database database)
{
    /// <summary>A single one was rather changed than sealed so: it is told where it is read, and holds up nobody.</summary>
    private const int Accident = 1;

    private const int Looked = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <exception cref="EncryptionKeysException">Several rows need the same missing key.</exception>
    public async Task RefuseAsync(CancellationToken cancellationToken)
    {
        if (sealing.Keys is not { } ring)
        {
            return;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        foreach (var keys in WrappedKeys.All.Where(keys => keys.HoldsBytes))
        {
            await using var foreign = connection.Of(
                database,
                keys.ForeignSql(ring.Prefixes.Count),
                [.. ring.Prefixes.Index().Select(prefix => (WrappedKeys.PrefixName(prefix.Index), (object?)prefix.Item)), ("@limit", Looked)]);

            // All customers' keys are looked through, once at a start; of ten million that takes a while.
            foreign.CommandTimeout = (int)Patience.TotalSeconds;
            var found = await foreign.ListAsync(reader => KeyRing.IdOf(reader.GetFieldValue<byte[]>(0)), cancellationToken);
            if (found.Where(id => id != KeyRing.Damaged).CountBy(id => id).FirstOrDefault(id => id.Value > Accident) is { Key: { } missing })
            {
                throw new EncryptionKeysException(new RingKeyException(missing, isMissing: true).Message);
            }
        }
    }
}
