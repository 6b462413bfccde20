using NpgsqlTypes;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

internal sealed class PostgresStatusChanges(PostgresDatabase database) : IStatusChanges
{
    private static readonly string Sql =
        $"""
        UPDATE messages m SET
          delivery_status = CASE WHEN r.higher THEN r.status ELSE m.delivery_status END,
          failure_reason = CASE WHEN r.higher THEN r.reason ELSE m.failure_reason END,
          is_queued = m.is_queued AND NOT r.higher,
          sent_at = LEAST(m.sent_at, r.sent),
          delivered_at = LEAST(m.delivered_at, r.delivered),
          read_at = LEAST(m.read_at, r.read)
        FROM (
          SELECT c.*, o.seq, {SendResultRules.Rank("c.status")} > {SendResultRules.Rank("o.delivery_status")} AS higher
          FROM unnest(@id, @status, @sent, @delivered, @read, @reason) AS c(id, status, sent, delivered, read, reason)
          JOIN messages o ON o.id = c.id
          ORDER BY o.seq
          FOR UPDATE OF o) AS r
        WHERE m.seq = r.seq AND m.delivery_status <> 'cancelled'
        """;

    public async Task ApplyAsync(IReadOnlyList<StatusChange> changes, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(Sql);
        command.Parameters.AddArray("id", NpgsqlDbType.Uuid, changes, change => change.Message.Value);
        command.Parameters.AddArray("status", NpgsqlDbType.Text, changes, change => LowerCase.Of(change.Status));
        command.Parameters.AddArray("sent", NpgsqlDbType.TimestampTz, changes, change => change.SentAt?.UtcDateTime);
        command.Parameters.AddArray("delivered", NpgsqlDbType.TimestampTz, changes, change => change.DeliveredAt?.UtcDateTime);
        command.Parameters.AddArray("read", NpgsqlDbType.TimestampTz, changes, change => change.ReadAt?.UtcDateTime);
        command.Parameters.AddArray("reason", NpgsqlDbType.Text, changes, change => change.Reason);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
