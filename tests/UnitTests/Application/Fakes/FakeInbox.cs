using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>An inbox in memory, with the rules of the real one: unique ids, the oldest first.</summary>
internal sealed class FakeInbox(TimeProvider clock) : IInbox
{
    private readonly Lock gate = new();
    private readonly List<Row> rows = [];
    private long lastId;

    /// <summary>Thrown by the next look, once each.</summary>
    public Queue<Exception> Outages { get; } = new();

    /// <summary>The database refuses a row with this body.</summary>
    public string? Refused { get; set; }

    public int Recovered { get; private set; }

    public List<(long Id, DateTimeOffset At)> Failures { get; } = [];

    public IReadOnlyList<Row> Rows
    {
        get
        {
            lock (gate)
            {
                return [.. rows];
            }
        }
    }

    public Row this[long id] => Rows.Single(row => row.Id == id);

    public Row Add(InboxEntry entry)
    {
        lock (gate)
        {
            var row = new Row(++lastId, entry, entry.Error is null ? InboxState.Pending : InboxState.Quarantined);
            rows.Add(row);
            return row;
        }
    }

    public Task<IReadOnlyList<StoredEntry>> StoreAsync(IReadOnlyList<InboxEntry> entries, CancellationToken cancellationToken)
    {
        Fail();
        return Task.FromResult<IReadOnlyList<StoredEntry>>([.. entries.Select(Store)]);
    }

    public Task<LaneRow?> FindOldestPendingAsync(LookupHash customer, CancellationToken cancellationToken)
    {
        Fail();
        return Task.FromResult(Rows.FirstOrDefault(row => row.State == InboxState.Pending && row.Entry.Customer == customer)?.ToLaneRow());
    }

    public Task<IReadOnlyList<LookupHash>> ListWaitingCustomersAsync(IReadOnlyList<int>? slots, int limit, CancellationToken cancellationToken)
    {
        Fail();
        return Task.FromResult<IReadOnlyList<LookupHash>>(
            [.. Rows.Where(row => row.State == InboxState.Pending).Select(row => row.Entry.Customer).OfType<LookupHash>().Where(customer => slots?.Contains(customer.Slot) != false).Distinct().Take(limit)]);
    }

    public Task CountFailureAsync(long id, string error, CancellationToken cancellationToken)
    {
        Failures.Add((id, clock.GetUtcNow()));
        this[id].Attempts++;
        return Task.CompletedTask;
    }

    public Task SettleAsync(long id, CancellationToken cancellationToken) => Change(id, InboxState.Done, null);

    public Task BuryAsync(long id, string error, CancellationToken cancellationToken) => Change(id, InboxState.Dead, error);

    public Task ReviveAsync(InboxEntry entry, CancellationToken cancellationToken)
    {
        var row = Rows.Single(row => row.Entry.ProviderId == entry.ProviderId);
        if (row.State is not (InboxState.Done or InboxState.Dead))
        {
            return Task.CompletedTask;
        }

        row.Entry = entry;
        return Change(row.Id, InboxState.Pending, null);
    }

    public Task CountRecoveriesAsync(IReadOnlyList<int> slots, CancellationToken cancellationToken)
    {
        Fail();
        Recovered++;
        return Task.CompletedTask;
    }

    public Task Change(long id, InboxState state, string? error)
    {
        (this[id].State, this[id].Error) = (state, error);
        return Task.CompletedTask;
    }

    private StoredEntry Store(InboxEntry entry)
    {
        if (Refused is not null && System.Text.Encoding.UTF8.GetString(entry.Body.Span) == Refused)
        {
            return new StoredEntry(null, "body: the database cannot hold it");
        }

        return entry.Kind.IsOfLane() && Rows.Any(row => row.Entry.ProviderId == entry.ProviderId) ? new StoredEntry(null) : new StoredEntry(Add(entry).Id);
    }

    private void Fail()
    {
        lock (gate)
        {
            if (Outages.TryDequeue(out var outage))
            {
                throw outage;
            }
        }
    }

    internal sealed class Row(long id, InboxEntry entry, InboxState state)
    {
        public long Id { get; } = id;

        public InboxEntry Entry { get; set; } = entry;

        public InboxState State { get; set; } = state;

        public string? Error { get; set; } = entry.Error;

        public int Attempts { get; set; }

        public int Recoveries { get; set; }

        public LaneRow ToLaneRow() =>
            new(Id, Entry.Kind, Entry.Customer!.Value, Entry.IntegratedNumber, Entry.ReceivedAt, Entry.Body, Attempts, Recoveries) { TraceParent = Entry.TraceParent };
    }
}
