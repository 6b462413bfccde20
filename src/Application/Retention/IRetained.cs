namespace WhatsAppSupport.Application.Retention;

/// <summary>
/// Something that is kept for a time only. It goes in pages of some hundred rows, each in a transaction of its own: nobody waits for long, and who
/// dies between two of them leaves nothing half done. Two processes may be at it at once: what one is removing the other passes by.
/// </summary>
public interface IRetained
{
    /// <summary>Says how long (<see cref="RetentionLimits.Of"/>).</summary>
    RetentionKind Kind { get; }

    /// <summary>
    /// Removes what is older than that, and that nothing needs which still goes on. After each page it tells what is gone; who asks for no more stops it
    /// there.
    /// </summary>
    IAsyncEnumerable<RemovedRows> RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <param name="Count">May be none: a page can hold only what stays.</param>
public readonly record struct RemovedRows(RetentionKind Kind, int Count);

/// <summary>What is removed after a time.</summary>
public enum RetentionKind
{
    /// <summary>What was said, in conversations that are over.</summary>
    Messages,

    /// <summary>By which reports found messages that are gone.</summary>
    References,

    /// <summary>Those of messages that went with their customer: a week on no report of them comes any more.</summary>
    ErasedReferences,

    /// <summary>Conversations that are over, and of which no message is left.</summary>
    Conversations,

    /// <summary>Customers of whom nothing else is left.</summary>
    Customers,

    /// <summary>Requests that were made with a key of their own.</summary>
    Requests,

    /// <summary>Sessions of people of ours that have run out.</summary>
    SignIns,

    /// <summary>What was posted, and is done.</summary>
    Inbox,

    /// <summary>The delivery reports among it.</summary>
    Reports,

    /// <summary>What was posted, and waits for a person: dead or quarantined.</summary>
    Parked,

    /// <summary>Keys of days of which nothing is left in the inbox.</summary>
    DayKeys,

    /// <summary>What people have changed.</summary>
    Audit,
}
