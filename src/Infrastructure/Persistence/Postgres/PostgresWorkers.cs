using WhatsAppSupport.Application.Workers;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>Goes through the webhooks' pool: a crowd of lanes must not keep this process from saying that it lives.</summary>
internal sealed class PostgresWorkers(PostgresDatabase database) : IWorkers
{
    /// <summary>Who has been away for a minute is forgotten; should it only have been frozen, it is back with its next beat.</summary>
    private const string BeatSql =
        """
        WITH beat AS (
          INSERT INTO workers (id, seen_at) VALUES (@me, clock_timestamp())
          ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp()
        ), forgotten AS (
          DELETE FROM workers WHERE id <> @me AND seen_at < clock_timestamp() - interval '1 minute'
        )
        SELECT @me, interval '0'
        UNION ALL
        SELECT id, GREATEST(clock_timestamp() - seen_at, interval '0') FROM workers
        WHERE id <> @me AND seen_at > clock_timestamp() - @within
        """;

    public bool AreSeveral => true;

    public async Task<IReadOnlyList<SeenWorker>> BeatAsync(WorkerId me, CancellationToken cancellationToken)
    {
        await using var command = database.Webhooks.CreateCommand(BeatSql);
        command.Parameters.AddWithValue("me", me.Value);
        command.Parameters.AddWithValue("within", Slots.SeenWithin);
        return await command.ListAsync(reader => new SeenWorker(new WorkerId(reader.GetGuid(0)), reader.GetFieldValue<TimeSpan>(1)), cancellationToken);
    }

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Webhooks.CreateCommand("SELECT count(*)::int FROM workers WHERE seen_at > clock_timestamp() - @within");
        command.Parameters.AddWithValue("within", Slots.SeenWithin);
        return (await command.ListAsync(reader => reader.GetInt32(0), cancellationToken)).Single();
    }

    public async Task LeaveAsync(WorkerId me, CancellationToken cancellationToken)
    {
        await using var command = database.Webhooks.CreateCommand("DELETE FROM workers WHERE id = @me");
        command.Parameters.AddWithValue("me", me.Value);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
