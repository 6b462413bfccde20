namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>How much a <see cref="GroupCommit{TItem, TResult}"/> writes at once, and lets wait.</summary>
internal sealed record GroupCommitLimits<TItem>
{
    /// <summary>Items in one batch.</summary>
    public int Largest { get; init; } = 256;

    /// <summary>Items that wait.</summary>
    public int Capacity { get; init; } = 16_384;

    /// <summary>What all that waits, or is being written, may weigh together; in bytes where <see cref="Weigh"/> counts bytes.</summary>
    public long Heaviest { get; init; } = long.MaxValue;

    /// <summary>What one batch may weigh; a single item may weigh more.</summary>
    public long HeaviestBatch { get; init; } = long.MaxValue;

    public Func<TItem, long> Weigh { get; init; } = _ => 0;

    /// <summary>Items for which it gives the same are never in one batch: one statement could not tell them apart.</summary>
    public Func<TItem, object?>? Apart { get; init; }

    /// <summary>Who is likely to wait longer than this is refused at once. Null: everybody may wait.</summary>
    public TimeSpan? Patience { get; init; }
}
