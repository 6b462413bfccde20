using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>Stored delivery reports that are still to be applied to their messages.</summary>
public interface IReports
{
    /// <summary>Reports whose time to be tried has come, oldest first.</summary>
    /// <param name="slots">Of these slots only; null for all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="putOff">
    /// Instead those that wait for their next try, newest first: the id that they wait for may just have been stored. Looking at them
    /// early does not put them off again.
    /// </param>
    Task<IReadOnlyList<StoredReport>> ListDueAsync(IReadOnlyList<int>? slots, int limit, bool putOff, CancellationToken cancellationToken);

    /// <summary>
    /// Raises the status of each report's message, forward only, and settles the report; one whose message is not known (yet) is
    /// put off, and settled as unmatched after a day.
    /// </summary>
    /// <returns>How many found their message.</returns>
    Task<int> ApplyAsync(IReadOnlyList<ReadReport> reports, CancellationToken cancellationToken);
}

public sealed record StoredReport(long InboxId, DateTimeOffset ReceivedAt, int Attempts, ReadOnlyMemory<byte> Body) : Personal
{
    /// <summary>The place of its webhook in a trace; null: it is not traced.</summary>
    public string? TraceParent { get; init; }
}

/// <param name="ProviderIds">The hashes of all ids that the provider named.</param>
public sealed record ReadReport(StoredReport Stored, DeliveryReport Content, IReadOnlyList<LookupHash> ProviderIds);
