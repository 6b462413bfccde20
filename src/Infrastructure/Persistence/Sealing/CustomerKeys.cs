using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Infrastructure.Persistence.Tables;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Sealing;

/// <summary>
/// The data keys of customers, each wrapped in its customer's row. A key never changes while its row is there, so that those of late are kept in memory: a turn reads none.
/// </summary>
internal sealed partial class CustomerKeys(SealingRing sealing, IContextFactory contexts, Database database, ILogger<CustomerKeys> logger) : IDisposable
{
    private readonly KeyRing? ring = sealing.Keys;

    private const int Most = 20_000;
    private const string Column = "customers.data_key";

    /// <summary>So long another process may still hold the key of a customer who was erased.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most });

    public bool Seals => ring is not null;

    public static string PlaceOf(Guid customer) => $"customers.data_key:{customer:N}";

    public byte[] Wrap(CustomerId customer, DataKey key) => ring!.Wrap(key.Bytes, PlaceOf(customer.Value));

    /// <summary>It stands in the customer's row.</summary>
    public void Learn(CustomerId customer, DataKey key) =>
        kept.Set(customer, key, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });

    public DataKey? AtHand(CustomerId customer) => kept.Get<DataKey>(customer);

    public void Forget(CustomerId customer) => kept.Remove(customer);

    /// <summary>Those that there are, and that open: one that was changed or moved must not take everybody else along.</summary>
    public async ValueTask<IReadOnlyDictionary<CustomerId, DataKey>> FindAsync(IEnumerable<CustomerId> customers, CancellationToken cancellationToken)
    {
        var found = new Dictionary<CustomerId, DataKey>();
        var missing = new List<CustomerId>();
        foreach (var customer in customers.Distinct())
        {
            if (kept.TryGetValue(customer, out DataKey? key))
            {
                found[customer] = key!;
            }
            else
            {
                missing.Add(customer);
            }
        }

        if (missing.Count > 0 && ring is not null)
        {
            await using var context = contexts.Create();
            var rows = await context.Customers.Where(customer => missing.Contains(customer.Id))
                .Select(customer => new { customer.Id, Wrapped = EF.Property<byte[]?>(customer, CustomersTable.DataKey) })
                .ToListAsync(cancellationToken);
            foreach (var (customer, key) in Open(rows.Select(row => (row.Id, row.Wrapped))))
            {
                found[customer] = key;
            }
        }

        return found;
    }

    /// <summary>Those that open, of rows that were just read.</summary>
    /// <param name="rows">A customer and what their row holds; the same one may come again.</param>
    public IReadOnlyDictionary<CustomerId, DataKey> Open(IEnumerable<(CustomerId Customer, byte[]? Wrapped)> rows)
    {
        var opened = new Dictionary<CustomerId, DataKey>();
        foreach (var (customer, wrapped) in rows.Where(row => row.Wrapped is not null && ring is not null))
        {
            if ((AtHand(customer) ?? Opened(customer, wrapped!)) is { } key)
            {
                Learn(customer, key);
                opened[customer] = key;
            }
        }

        return opened;
    }

    /// <summary>The customer's key; made now for one whose rows are in clear so far. Null where nothing is sealed, and for who is gone.</summary>
    /// <exception cref="UnreadableValueException">There is one, and it does not open: nothing may be written in clear instead.</exception>
    public async ValueTask<DataKey?> ForWritingAsync(CustomerId customer, CancellationToken cancellationToken)
    {
        if (ring is null)
        {
            return null;
        }

        if ((await FindAsync([customer], cancellationToken)).TryGetValue(customer, out var key))
        {
            return key;
        }

        var made = Wrap(customer, DataKey.New());
        using (await database.EnterWriteAsync(cancellationToken))
        {
            await using var context = contexts.Create();
            await context.Customers.Where(row => row.Id == customer && EF.Property<byte[]?>(row, CustomersTable.DataKey) == null)
                .ExecuteUpdateAsync(row => row.SetProperty(c => EF.Property<byte[]?>(c, CustomersTable.DataKey), made), cancellationToken);
        }

        return (await FindAsync([customer], cancellationToken)).GetValueOrDefault(customer)
            ?? (await HasKeyAsync(customer, cancellationToken) ? throw new UnreadableValueException(Column, customer.Value) : null);
    }

    public void Dispose() => kept.Dispose();

    /// <summary>A key that came with what it opens, and not from the customer's row, which may hold another one since a backup was restored: it is good for nothing else.</summary>
    /// <returns>Null: this process has no ring.</returns>
    public DataKey? Unwrap(CustomerId customer, ReadOnlySpan<byte> wrapped) =>
        ring is null ? null : AtHand(customer) ?? new DataKey(ring.Unwrap(wrapped, PlaceOf(customer.Value)));

    private DataKey? Opened(CustomerId customer, byte[] wrapped)
    {
        try
        {
            return new DataKey(ring!.Unwrap(wrapped, PlaceOf(customer.Value)));
        }
        catch (RingKeyException)
        {
            IsUnreadable(logger, Column, customer.Value);
            return null;
        }
    }

    private async Task<bool> HasKeyAsync(CustomerId customer, CancellationToken cancellationToken)
    {
        await using var context = contexts.Create();
        return await context.Customers.AnyAsync(row => row.Id == customer && EF.Property<byte[]?>(row, CustomersTable.DataKey) != null, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Column} of {Row} cannot be read: it was changed, moved or sealed with a key that is not in ENCRYPTION_KEYS")]
    private static partial void IsUnreadable(ILogger logger, string column, Guid row);
}
