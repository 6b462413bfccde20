using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;

namespace WhatsAppSupport.Application.Parked;

/// <summary>Rows of the inbox as people look at them: what waits, what was given up, what could not be read; and the way back for those that are parked.</summary>
public interface IParkedRows
{
    /// <summary>Newest first, by id; only what stands strictly behind <see cref="InboxFilter.Before"/>.</summary>
    Task<IReadOnlyList<InboxRowView>> ListAsync(InboxFilter filter, CancellationToken cancellationToken);

    /// <summary>In whatever state; null when there is no such row.</summary>
    Task<ParkedRow?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>Pending again where it is parked still, with nothing held against it, and at its old place in its lane: its id stays.</summary>
    /// <param name="entry">Stored with it.</param>
    /// <returns>False: somebody else was there, and nothing was stored.</returns>
    Task<bool> ReviveAsync(long id, AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>
    /// In one transaction: the row is done where it is parked still, and what is now read of it is stored in rows of its own, by the same
    /// unique ids as if it had been read at once.
    /// </summary>
    /// <param name="entry">Stored with it.</param>
    /// <returns>Refused, with nothing stored, when somebody else was there or the database cannot hold what was read.</returns>
    Task<Result<ReplacedRow>> ReplaceAsync(long id, IReadOnlyList<InboxEntry> entries, AuditEntry entry, CancellationToken cancellationToken);
}

/// <param name="State">Null: all that is parked, dead and quarantined.</param>
/// <param name="Before">Only rows with a lower id; null = from the newest.</param>
public sealed record InboxFilter(InboxState? State, long? Before, int Limit);

/// <summary>A row with all that is needed to take it up again.</summary>
/// <param name="Lane">Null for what belongs to none.</param>
/// <param name="Body">As it came.</param>
public sealed record ParkedRow(InboxRowView View, LookupHash? Lane, ReadOnlyMemory<byte> Body) : Personal
{
    public bool IsParked => View.State is InboxState.Dead or InboxState.Quarantined;
}

/// <param name="Stored">For each entry the row's id; null where it is there already.</param>
public sealed record ReplacedRow(IReadOnlyList<StoredEntry> Stored);
