using WhatsAppSupport.Application.Parked;

namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>Counts in the partial indexes over what is parked: they are as small as that is.</summary>
internal sealed class AttentionStore(Database database) : IAttention
{
    internal static readonly string Sql =
        $"""
        SELECT
          (SELECT count(*) FROM (SELECT 1 FROM inbox WHERE {Parked} AND state = 'dead' LIMIT @most) AS dead),
          (SELECT count(*) FROM (SELECT 1 FROM inbox WHERE {Parked} AND state = 'quarantined' LIMIT @most) AS quarantined),
          (SELECT count(*) FROM ({Undelivered("failed")}) AS failed),
          (SELECT count(*) FROM ({Undelivered("unknown")}) AS unknown)
        """;

    public async Task<AttentionCounts> CountAsync(int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Of(database, Sql, ("@most", most));
        var counts = await command.ListAsync(
            reader => new AttentionCounts(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)), cancellationToken);
        return counts.Single();
    }

    /// <summary>In the words of the partial index: SQLite finds only so that it holds the one and the other.</summary>
    private const string Parked = "state IN ('dead', 'quarantined')";

    private static string Undelivered(string status) =>
        $"SELECT 1 FROM messages m WHERE m.undelivered = '{status}' AND NOT EXISTS (SELECT 1 FROM messages r WHERE r.resend_of = m.id) LIMIT @most";
}
