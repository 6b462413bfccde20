using System.Data.Common;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Reports that are stored and not looked at yet: evidence that nobody has read.</summary>
internal static class WaitingReports
{
    /// <summary>Reports come in all the time: only who is older than this shows that nobody looks at them, or that they are too many.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>So much longer a message waits for reports that nobody can apply: then its customer's queue goes on all the same.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string OldestSql =
        "SELECT min(next_attempt_at) FROM inbox WHERE state = 'pending' AND kind = 'report' AND next_attempt_at <= @now";

    /// <summary>
    /// Until when everything that was reported is known. Whoever is to apply a report may have died or stand still; what was perhaps sent
    /// must not be sent again meanwhile, because the report may say that it was sent (docs/decisions/0020).
    /// </summary>
    public static async Task<DateTimeOffset> HeardUntilAsync(this DbConnection connection, Database database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = connection.Of(database, OldestSql, ("@now", now));
        var oldest = (await command.ListAsync(reader => reader.IsDBNull(0) ? now : database.ReadInstant(reader, 0), cancellationToken))[0];
        return now - oldest <= Fresh ? oldest : now - Patience;
    }
}
