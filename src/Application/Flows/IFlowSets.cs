using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Flows;

namespace WhatsAppSupport.Application.Flows;

/// <summary>
/// Contents that have run or were to run, kept for ever and never changed, and the decisions which of them runs. Nothing here removes any of them: a
/// conversation may stand in one for days.
/// </summary>
public interface IFlowSets
{
    /// <summary>The last decision; null where nothing was ever published.</summary>
    Task<Publication?> FindNewestAsync(CancellationToken cancellationToken);

    /// <summary>The newest first.</summary>
    /// <param name="before">Only those with a lower number; null = all.</param>
    Task<IReadOnlyList<Publication>> ListAsync(long? before, int limit, CancellationToken cancellationToken);

    /// <returns>Null: there is none with this number.</returns>
    Task<Publication?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>Stores a content. The same files, letter by letter, are the same set, whoever keeps them and how often.</summary>
    Task<long> KeepAsync(IReadOnlyList<FlowText> files, CancellationToken cancellationToken);

    /// <returns>The set that these files are, letter by letter; null where nobody has kept it.</returns>
    Task<long?> FindKeptAsync(IReadOnlyList<FlowText> files, CancellationToken cancellationToken);

    /// <summary>The files of a set, in the order of their names, with the versions that they were given when they were kept.</summary>
    /// <returns>Null: there is no such set.</returns>
    Task<IReadOnlyList<FlowText>?> ReadAsync(long set, CancellationToken cancellationToken);

    /// <returns>The newest set that holds this content of the flow; null: none does.</returns>
    Task<long?> FindSetAsync(FlowVersion version, CancellationToken cancellationToken);

    /// <summary>Stores a decision, and the entry of the audit log with it.</summary>
    /// <returns>False: nothing is stored, because somebody else has this number, and with it has decided meanwhile.</returns>
    Task<bool> PublishAsync(Publication publication, AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>The same for a content that nobody has kept: it is stored with the decision, so that what nobody decided on is never gone on from.</summary>
    /// <param name="decide">The decision for the set that it is.</param>
    Task<bool> PublishAsync(IReadOnlyList<FlowText> files, Func<long, (Publication Publication, AuditEntry Entry)> decide, CancellationToken cancellationToken);
}

/// <summary>A decision which flows run from now on.</summary>
/// <param name="Id">Counts up by one: the second who takes a number is told that somebody else was there.</param>
/// <param name="Set">Null: the files beside each process.</param>
/// <param name="Reason">As whoever decided has written it.</param>
public sealed record Publication(long Id, long? Set, DateTimeOffset At, ActorKind ByKind, Guid ById, string ByName, string Reason) : Personal;
