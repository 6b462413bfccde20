using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Inbound;

/// <summary>What was accepted and is still to be handled. A row is durable before its webhook is answered 200.</summary>
public interface IInbox
{
    /// <summary>Stores in this order, sharing a transaction with whoever stores at the same time. Throws when it is not durable.</summary>
    /// <returns>For each entry the row's id; null where the unique index says that it is there already.</returns>
    Task<IReadOnlyList<StoredEntry>> StoreAsync(IReadOnlyList<InboxEntry> entries, CancellationToken cancellationToken);

    /// <summary>The oldest row of the customer's lane that is still pending.</summary>
    Task<LaneRow?> FindOldestPendingAsync(LookupHash customer, CancellationToken cancellationToken);

    /// <summary>Customers who have something pending, who waits longest first.</summary>
    /// <param name="slots">Of these slots only; null for all.</param>
    Task<IReadOnlyList<LookupHash>> ListWaitingCustomersAsync(IReadOnlyList<int>? slots, int limit, CancellationToken cancellationToken);

    /// <summary>The row threw for its own reasons.</summary>
    Task CountFailureAsync(long id, string error, CancellationToken cancellationToken);

    /// <summary>There is nothing (more) to do for the row.</summary>
    Task SettleAsync(long id, CancellationToken cancellationToken);

    /// <summary>Gives a row up where it could not even be apologised for.</summary>
    Task BuryAsync(long id, string error, CancellationToken cancellationToken);

    /// <summary>
    /// A person asks again for what is in the inbox already: a row that was given up, or done without the effect that they want, is pending
    /// again with nothing held against it, in the words of whoever asks now. Only for what is void when its effect is there.
    /// </summary>
    Task ReviveAsync(InboxEntry entry, CancellationToken cancellationToken);

    /// <summary>These slots have come to this process: the oldest pending row of each of their lanes counts one recovery, so that a row that kills the process is seen.</summary>
    Task CountRecoveriesAsync(IReadOnlyList<int> slots, CancellationToken cancellationToken);
}

/// <summary>What kind of thing moves a conversation.</summary>
public enum InboxKind
{
    Message,

    /// <summary>A time has come: nobody took an escalation, or a conversation fell silent.</summary>
    Timer,

    /// <summary>An agent gives a conversation back to the bot.</summary>
    GiveBack,

    /// <summary>A person wants a message sent anew that did not arrive.</summary>
    Resend,

    /// <summary>A customer was erased: their lane forgets what is remembered of them outside the database.</summary>
    Erasure,

    /// <summary>A delivery report; belongs to no lane.</summary>
    Report,

    /// <summary>Could not be read.</summary>
    Unread,

    // New ones come last: bodies are bound to the number of their kind.

    /// <summary>A time has come that a flow waited for.</summary>
    FlowTimer,

    /// <summary>What a flow had asked for outside of its turn was answered.</summary>
    Answer,
}

public static class InboxKinds
{
    /// <summary>Whether it moves a conversation: such a row belongs to its customer's lane, and there is one of each id.</summary>
    public static bool IsOfLane(this InboxKind kind) => kind is not (InboxKind.Report or InboxKind.Unread);
}

public enum InboxState
{
    Pending,
    Done,

    /// <summary>Given up after its tries; can be replayed.</summary>
    Dead,

    /// <summary>Unreadable, or the database refused it; kept as it came.</summary>
    Quarantined,
}

/// <summary>Something to store.</summary>
/// <param name="Customer">Whose lane; null for what belongs to none.</param>
/// <param name="IntegratedNumber">Our number; the id is unique within it.</param>
/// <param name="ProviderId">Unique for what belongs to a lane (<see cref="InboxKinds.IsOfLane"/>); for a report the id it will be looked for by.</param>
/// <param name="Body">As it came.</param>
/// <param name="Error">Why it is quarantined; null for a pending row.</param>
public sealed record InboxEntry(
    InboxKind Kind,
    LookupHash? Customer,
    string IntegratedNumber,
    LookupHash ProviderId,
    DateTimeOffset ReceivedAt,
    ReadOnlyMemory<byte> Body,
    string? Error = null)
{
    /// <summary>The place of its webhook in a trace (<see cref="Traces.SupportTraces.Here"/>); null: it is not traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What cannot be read. Nothing names it: its id is made up, so that each is told from all others.</summary>
    public static InboxEntry Quarantined(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt, string error) =>
        new(InboxKind.Unread, null, "", new LookupHash(Guid.CreateVersion7(receivedAt)), receivedAt, body, error);

    /// <summary>See <see cref="WebhookItem.Inbound.IsOfReportEvent"/>; not stored.</summary>
    public bool IsOfReportEvent { get; init; }

    /// <summary>Whose owner handles it; what can only be looked at by a person belongs to none.</summary>
    public int? Slot => Customer?.Slot ?? (Kind == InboxKind.Report ? ProviderId.Slot : null);
}

/// <param name="Id">Null: the row is there already.</param>
/// <param name="Fault">The database refused this row and it went to quarantine: why.</param>
public readonly record struct StoredEntry(long? Id, string? Fault = null);

/// <summary>A row as its lane handles it.</summary>
/// <param name="Failures">How often it threw for its own reasons.</param>
/// <param name="Recoveries">How often a process began with it.</param>
/// <param name="MustReload">The cached session was stale: look into the database.</param>
public sealed record LaneRow(
    long Id,
    InboxKind Kind,
    LookupHash Customer,
    string IntegratedNumber,
    DateTimeOffset ReceivedAt,
    ReadOnlyMemory<byte> Body,
    int Failures = 0,
    int Recoveries = 0,
    bool MustReload = false)
{
    /// <summary>The place in a trace of what has stored it; null: that was not traced.</summary>
    public string? TraceParent { get; init; }
}
