using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>An entry of the audit log as it is stored: never changed, and not removed while it is young, which triggers in the database see to.</summary>
public sealed class AuditRecord
{
    /// <summary>A database identity: the order in which they were written.</summary>
    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    public ActorKind ActorKind { get; set; }

    public Guid ActorId { get; set; }

    /// <summary>As they were called then.</summary>
    public required string ActorName { get; set; }

    public required string Action { get; set; }

    public SubjectKind SubjectKind { get; set; }

    public required string SubjectId { get; set; }

    public string? Before { get; set; }

    public string? After { get; set; }

    public static AuditRecord From(AuditEntry entry, DateTimeOffset at) => new()
    {
        At = at,
        ActorKind = entry.By.Kind,
        ActorId = entry.By.Id,
        ActorName = entry.By.Name,
        Action = entry.Action,
        SubjectKind = entry.Subject,
        SubjectId = entry.SubjectId,
        Before = entry.Before,
        After = entry.After,
    };
}
