using System.Data.Common;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Reports that are stored and not looked at yet: evidence that nobody has read.</summary>
internal static class WaitingReports
{
    /// <summary>So long a message waits for a report that nobody can apply, and no longer: its customer's queue must go on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private const string OldestSql =
        "SELECT min(next_attempt_at) FROM inbox WHERE state = 'pending' AND kind = 'report' AND next_attempt_at > @lost AND next_attempt_at <= @now";

    /// <summary>
    /// Until when everything that was reported is known. Whoever is to apply a report may have died or stand still; what was perhaps sent
    /// must not be sent again meanwhile, because the report may say that it was sent.
    /// </summary>
    public static async Task<DateTimeOffset> HeardUntilAsync(this DbConnection connection, Database database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var oldest = connection.Of(database, OldestSql, ("@now", now), ("@lost", now - Patience));
        var found = await oldest.ListAsync(reader => reader.IsDBNull(0) ? now : database.ReadInstant(reader, 0), cancellationToken);
        return found[0];
    }
}
