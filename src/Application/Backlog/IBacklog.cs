namespace WhatsAppSupport.Application.Backlog;

/// <summary>How much there is to do, of all processes together: what the program will come to, and what only a person can bring on.</summary>
public interface IBacklog
{
    /// <param name="most">
    /// What waits for a person is counted no further than that, and what the program will come to ten times as far: counting costs the same however much there is. Of more
    /// than that, the oldest is looked for among those that were counted.
    /// </param>
    Task<BacklogCounts> CountAsync(int most, CancellationToken cancellationToken);
}

/// <summary>As it was at one moment; times are those at which the oldest of each has come.</summary>
public sealed record BacklogCounts
{
    public static readonly BacklogCounts None = new();

    public AttentionCounts Attention { get; init; } = AttentionCounts.None;

    /// <summary>Rows of lanes; reports are not counted.</summary>
    public long PendingRows { get; init; }

    public DateTimeOffset? OldestRow { get; init; }

    /// <summary>The oldest message of a customer that is to be handled, or whose reply the provider has not taken yet.</summary>
    public DateTimeOffset? OldestUnanswered { get; init; }

    public QueuedCounts Queued { get; init; } = new(0, 0, 0, null);

    /// <summary>Conversations for which nobody has come.</summary>
    public long Waiting { get; init; }

    public DateTimeOffset? OldestWaiting { get; init; }

    /// <summary>Conversations that people have.</summary>
    public long Assigned { get; init; }

    /// <summary>The newest row that a webhook has left; null where there is none.</summary>
    public DateTimeOffset? LastWebhook { get; init; }
}

/// <summary>Messages that have not been settled, by their status.</summary>
public sealed record QueuedCounts(long Pending, long Sending, long Unknown, DateTimeOffset? Oldest);

/// <param name="FailedMessages">Refused or too late, and not sent anew.</param>
/// <param name="UnknownMessages">Perhaps sent, and not sent anew.</param>
public sealed record AttentionCounts(long DeadRows, long QuarantinedRows, long FailedMessages, long UnknownMessages)
{
    public static readonly AttentionCounts None = new(0, 0, 0, 0);
}
