namespace WhatsAppSupport.Application.Retention;

/// <summary>How long everything is kept. Null = for ever.</summary>
public sealed record RetentionLimits
{
    /// <summary>The database refuses to remove an entry of the audit log before, whoever asks.</summary>
    public const int AuditMinDays = 30;

    /// <summary>
    /// The provider repeats what it posted for days, and what is there already is known by its row. So long a request with a key is known, too, and a
    /// report can be looked at.
    /// </summary>
    public const int RepeatDays = 7;

    /// <inheritdoc cref="RepeatDays"/>
    public static readonly TimeSpan Repeats = TimeSpan.FromDays(RepeatDays);

    /// <summary>Messages, their conversations and their customers, since they were last heard of. Default: for ever.</summary>
    public TimeSpan? Messages { get; init; }

    /// <summary>What was posted, and is done. Default 30 days, at least <see cref="RepeatDays"/>.</summary>
    public TimeSpan Inbox { get; init; } = TimeSpan.FromDays(30);

    /// <summary>What was posted, and waits for a person. Default 90 days, at least <see cref="RepeatDays"/>.</summary>
    public TimeSpan? Quarantine { get; init; } = TimeSpan.FromDays(90);

    /// <summary>What people have changed. Default: for ever; at least <see cref="AuditMinDays"/>.</summary>
    public TimeSpan? Audit { get; init; }

    /// <returns>Null: it stays.</returns>
    public TimeSpan? Of(RetentionKind kind) => kind switch
    {
        RetentionKind.Messages or RetentionKind.References or RetentionKind.Conversations or RetentionKind.Customers => Messages,
        RetentionKind.Inbox => Inbox,
        RetentionKind.Reports or RetentionKind.Requests or RetentionKind.ErasedReferences or RetentionKind.DayKeys => Repeats,
        RetentionKind.Parked => Quarantine,
        RetentionKind.Audit => Audit,
        RetentionKind.SignIns => TimeSpan.Zero,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nobody has said how long it is kept."),
    };
}
