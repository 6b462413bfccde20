using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.UnitTests.Takeovers;

/// <summary>The rows of the one lane.</summary>
internal sealed class SmallInbox : IInbox
{
    private readonly List<LaneRow> pending = [];
    private readonly Dictionary<LookupHash, LaneRow> known = [];
    private long last;

    public bool IsEmpty => pending.Count == 0;

    public void Clear()
    {
        pending.Clear();
        known.Clear();
    }

    public bool IsOldestPending(long id) => pending.Count > 0 && pending[0].Id == id;

    public void Settle(long id) => pending.RemoveAll(row => row.Id == id);

    public StoredEntry Store(InboxEntry entry)
    {
        var row = new LaneRow(last + 1, entry.Kind, entry.Customer!.Value, entry.IntegratedNumber, entry.ReceivedAt, entry.Body);
        if (!known.TryAdd(entry.ProviderId, row))
        {
            return new StoredEntry(null);
        }

        last++;
        pending.Add(row);
        return new StoredEntry(last);
    }

    public Task<IReadOnlyList<StoredEntry>> StoreAsync(IReadOnlyList<InboxEntry> entries, CancellationToken cancellationToken) =>
        RandomOrder.StepAsync<IReadOnlyList<StoredEntry>>(() => [.. entries.Select(Store)]);

    public Task<LaneRow?> FindOldestPendingAsync(LookupHash customer, CancellationToken cancellationToken) =>
        RandomOrder.StepAsync(() => pending.Count > 0 ? pending[0] : null);

    public Task SettleAsync(long id, CancellationToken cancellationToken) => RandomOrder.StepAsync(() =>
    {
        Settle(id);
        return true;
    });

    public Task ReviveAsync(InboxEntry entry, CancellationToken cancellationToken) => RandomOrder.StepAsync(() =>
    {
        var row = known[entry.ProviderId];
        if (!pending.Contains(row))
        {
            pending.Insert(pending.FindLastIndex(other => other.Id < row.Id) + 1, row);
        }

        return true;
    });

    public Task<IReadOnlyList<LookupHash>> ListWaitingCustomersAsync(IReadOnlyList<int>? slots, int limit, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nobody polls here.");

    public Task CountFailureAsync(long id, string error, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing fails here.");

    public Task BuryAsync(long id, string error, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing is given up here.");

    public Task CountRecoveriesAsync(IReadOnlyList<int> slots, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody dies here.");
}
