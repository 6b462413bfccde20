namespace WhatsAppSupport.Infrastructure.Persistence;

/// <summary>How rows of the inbox are found for people, on either database. Each state is named in so many words, because only then a partial index serves it.</summary>
internal static class ParkedRowsSql
{
    public static readonly string ListParked = Page($"{Newest("dead")} UNION ALL {Newest("quarantined")}");

    public static readonly string ListDead = Page(Newest("dead"));

    public static readonly string ListQuarantined = Page(Newest("quarantined"));

    /// <summary>What waits is as much as there is work: all of it is looked through, rather than all that is done.</summary>
    public static readonly string ListPending = Page(
        """
        SELECT id FROM inbox WHERE state = 'pending' AND customer_hash IS NOT NULL AND id < @before
        UNION ALL SELECT id FROM inbox WHERE state = 'pending' AND kind = 'report' AND id < @before
        """);

    public const string Find = $"SELECT {Columns}, i.customer_hash, i.body, i.integrated_number, i.provider_id_hash FROM inbox i {Owner} WHERE i.id = @id";

    /// <summary>What could not be read has no lane to go back to, and is read anew instead.</summary>
    public const string Revive =
        """
        UPDATE inbox SET state = 'pending', attempts = 0, recoveries = 0, error = NULL,
          next_attempt_at = CASE WHEN kind = 'report' THEN @now ELSE next_attempt_at END
        WHERE id = @id AND state IN ('dead', 'quarantined') AND kind <> 'unread'
        """;

    public const string Settle = "UPDATE inbox SET state = 'done', error = NULL WHERE id = @id AND state IN ('dead', 'quarantined')";

    public const string Insert =
        """
        INSERT INTO inbox (id, slot, customer_hash, kind, integrated_number, provider_id_hash, received_at, body, state, attempts, recoveries, next_attempt_at, error)
        VALUES (@row, @slot, @customer, @kind, @number, @id, @received, @body, @state, 0, 0, @next, @error)
        ON CONFLICT DO NOTHING
        RETURNING id
        """;

    private const string Columns =
        """
        i.id, i.state, i.kind, i.received_at, i.attempts, i.recoveries, i.error, COALESCE(p.id, b.id),
        (SELECT c.id FROM conversations c
         WHERE c.customer_id = COALESCE(p.id, b.id) AND c.integrated_number = i.integrated_number ORDER BY c.created_at DESC LIMIT 1)
        """;

    /// <summary>A lane is named by the hash of a number or of a user id.</summary>
    private const string Owner = "LEFT JOIN customers p ON p.phone_hash = i.customer_hash LEFT JOIN customers b ON b.bsuid_hash = i.customer_hash";

    /// <summary>Both states are named, because SQLite finds only so that the partial index holds the one.</summary>
    private static string Newest(string state) =>
        $"""
        SELECT id FROM (
          SELECT id FROM inbox WHERE state IN ('dead', 'quarantined') AND state = '{state}' AND id < @before ORDER BY id DESC LIMIT @limit) AS {state}
        """;

    /// <summary>A left join, so that the page is looked through and not the inbox.</summary>
    private static string Page(string found) =>
        $"""
        WITH found AS MATERIALIZED ({found})
        SELECT {Columns}
        FROM (SELECT id FROM found ORDER BY id DESC LIMIT @limit) AS page LEFT JOIN inbox i ON i.id = page.id {Owner}
        ORDER BY page.id DESC
        """;
}
