namespace WhatsAppSupport.Infrastructure.Persistence.Sqlite;

/// <summary>Called inside the write gate.</summary>
internal sealed class SqliteStatusChanges(SqliteDatabase database) : IStatusChanges
{
    private static readonly string Higher = $"({SendResultRules.Rank("@status")} > {SendResultRules.Rank("delivery_status")})";

    private static readonly string Sql =
        $"""
        UPDATE messages SET
          delivery_status = CASE WHEN {Higher} THEN @status ELSE delivery_status END,
          failure_reason = CASE WHEN {Higher} THEN @reason ELSE failure_reason END,
          is_queued = is_queued AND NOT {Higher},
          sent_at = min(COALESCE(sent_at, @sent), COALESCE(@sent, sent_at)),
          delivered_at = min(COALESCE(delivered_at, @delivered), COALESCE(@delivered, delivered_at)),
          read_at = min(COALESCE(read_at, @read), COALESCE(@read, read_at))
        WHERE id = @id AND delivery_status <> 'cancelled'
        """;

    public async Task ApplyAsync(IReadOnlyList<StatusChange> changes, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var change in changes)
        {
            await using var command = connection.Of(
                database,
                Sql,
                ("@id", change.Message.Value),
                ("@status", LowerCase.Of(change.Status)),
                ("@sent", change.SentAt),
                ("@delivered", change.DeliveredAt),
                ("@read", change.ReadAt),
                ("@reason", change.Reason));
            command.Transaction = transaction;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
