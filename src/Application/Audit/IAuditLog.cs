using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.Application.Audit;

/// <summary>What people and programs have changed. It is written by whoever stores the change, in the same transaction, and read here.</summary>
public interface IAuditLog
{
    /// <summary>Newest first, by id; only what stands strictly behind <see cref="AuditFilter.Before"/>.</summary>
    Task<IReadOnlyList<AuditEntryRead>> ListAsync(AuditFilter filter, CancellationToken cancellationToken);
}

/// <summary>Each part null: whichever.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The moment after the last one.</param>
/// <param name="Before">Only entries with a lower id.</param>
public sealed record AuditFilter(Guid? Actor, string? Subject, string? Action, DateTimeOffset? From, DateTimeOffset? To, long? Before, int Limit) : Personal;

/// <param name="Before">JSON; null where there was nothing.</param>
/// <param name="After">JSON; null where there is nothing any more.</param>
public sealed record AuditEntryRead(
    long Id, DateTimeOffset At, ActorKind ActorKind, Guid ActorId, string ActorName, string Action, SubjectKind SubjectKind, string SubjectId, string? Before, string? After) : Personal;
