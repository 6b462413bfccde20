using System.Data.Common;
using WhatsAppSupport.Application.Backlog;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>
/// Counts in partial indexes over what is to be done: they are as small as that is. Each is named by its filter in the very words of the index: SQLite finds only so that
/// it holds the one and the other.
/// </summary>
internal sealed class BacklogStore(Database database) : IBacklog
{
    /// <summary>
    /// Among the newest rows, of which the first one mostly is it: timers and answers of the program's own come only as long as there are webhooks. Where all of these are such,
    /// it was before the oldest of them.
    /// </summary>
    private const string LastWebhookSql =
        """
        SELECT COALESCE(
          (SELECT received_at FROM (SELECT id, kind, received_at FROM inbox ORDER BY id DESC LIMIT 10000) AS newest
           WHERE kind IN ('message', 'report', 'unread') ORDER BY id DESC LIMIT 1),
          (SELECT min(received_at) FROM (SELECT received_at FROM inbox ORDER BY id DESC LIMIT 10000) AS newest))
        """;

    private const string Parked = "state IN ('dead', 'quarantined')";

    public async Task<BacklogCounts> CountAsync(int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var counting = connection.Of(database, SqlOn(database), ("@most", most), ("@mostRows", 10 * most));
        await using var looking = connection.Of(database, LastWebhookSql);
        var counts = (await counting.ListAsync(Read, cancellationToken)).Single();
        return counts with { LastWebhook = (await looking.ListAsync(reader => Instant(reader, 0), cancellationToken)).Single() };
    }

    internal static string SqlOn(Database database) =>
        $"""
        SELECT lanes.pending, lanes.oldest, lanes.message, queue.pending, queue.sending, queue.unknown, queue.oldest, queue.arrived,
          waiting.found, waiting.oldest,
          (SELECT count(*) FROM (SELECT 1 FROM conversations WHERE status = 'escalated' AND assignee IS NOT NULL LIMIT @most) AS assigned),
          (SELECT count(*) FROM (SELECT 1 FROM inbox WHERE {Parked} AND state = 'dead' LIMIT @most) AS dead),
          (SELECT count(*) FROM (SELECT 1 FROM inbox WHERE {Parked} AND state = 'quarantined' LIMIT @most) AS quarantined),
          (SELECT count(*) FROM ({Undelivered("failed")}) AS failed),
          (SELECT count(*) FROM ({Undelivered("unknown")}) AS unknown)
        FROM (
          SELECT count(*) AS pending, min(received_at) AS oldest, min(CASE WHEN kind = 'message' THEN received_at END) AS message
          FROM (SELECT kind, received_at FROM inbox WHERE state = 'pending' AND customer_hash IS NOT NULL LIMIT @mostRows) AS rows) AS lanes
        CROSS JOIN (
          SELECT count(CASE WHEN delivery_status = 'pending' THEN 1 END) AS pending, count(CASE WHEN delivery_status = 'sending' THEN 1 END) AS sending,
            count(CASE WHEN delivery_status = 'unknown' THEN 1 END) AS unknown, min(created_at) AS oldest, min({database.Before("created_at", "processing_time")}) AS arrived
          FROM (SELECT delivery_status, created_at, processing_time FROM messages WHERE is_queued LIMIT @mostRows) AS queued) AS queue
        CROSS JOIN (
          SELECT count(*) AS found, min(escalated_at) AS oldest
          FROM (SELECT escalated_at FROM conversations WHERE status = 'escalated' AND assignee IS NULL ORDER BY escalated_at LIMIT @most) AS longest) AS waiting
        """;

    private static string Undelivered(string status) =>
        $"SELECT 1 FROM messages m WHERE m.undelivered = '{status}' AND NOT EXISTS (SELECT 1 FROM messages r WHERE r.resend_of = m.id LIMIT 1 OFFSET 0) LIMIT @most";

    private BacklogCounts Read(DbDataReader reader) => new()
    {
        PendingRows = reader.GetInt64(0),
        OldestRow = Instant(reader, 1),
        OldestUnanswered = Earlier(Instant(reader, 2), Instant(reader, 7)),
        Queued = new QueuedCounts(reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), Instant(reader, 6)),
        Waiting = reader.GetInt64(8),
        OldestWaiting = Instant(reader, 9),
        Assigned = reader.GetInt64(10),
        Attention = new AttentionCounts(reader.GetInt64(11), reader.GetInt64(12), reader.GetInt64(13), reader.GetInt64(14)),
    };

    private DateTimeOffset? Instant(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : database.ReadInstant(reader, column);

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) => left is null || right < left ? right : left;
}
