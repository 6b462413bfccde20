using Npgsql;
using NpgsqlTypes;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>Results that come in at the same time share one statement, which also claims each customer's next message.</summary>
internal sealed class PostgresSendResults : ISendResults, IAsyncDisposable
{
    private static readonly string Applies = SendResultRules.Applies("r.", "m.");

    private static readonly string Sql =
        $"""
        WITH result AS MATERIALIZED (
          SELECT r.*, m.seq FROM unnest(@id, @status, @provider, @reason, @next, @attempts, @at, @claimed, @claim)
            AS r(id, status, provider, reason, next_at, attempts, at, claimed, claim)
          JOIN messages m ON m.id = r.id
          ORDER BY m.seq
          FOR UPDATE OF m
        ), changed AS (
          UPDATE messages m SET
            provider_message_id = COALESCE(r.provider, m.provider_message_id),
            attempts = CASE WHEN {SendResultRules.IsHolders("r.", "m.")} THEN r.attempts ELSE m.attempts END,
            delivery_status = CASE WHEN {Applies} THEN r.status ELSE m.delivery_status END,
            failure_reason = CASE WHEN {Applies} THEN r.reason ELSE m.failure_reason END,
            is_queued = CASE WHEN {Applies} THEN r.status IN ('pending', 'unknown') ELSE m.is_queued END,
            next_attempt_at = CASE WHEN {Applies} THEN r.next_at ELSE m.next_attempt_at END,
            unknown_since = CASE WHEN r.status = 'unknown' AND {Applies} THEN r.at ELSE m.unknown_since END,
            sent_at = CASE WHEN r.status = 'sent' THEN LEAST(m.sent_at, r.at) ELSE m.sent_at END
          FROM result r WHERE m.seq = r.seq
          RETURNING m.id, m.customer_id, m.is_queued, r.claim
        ), reference AS (
          INSERT INTO provider_references (hash, message_id) SELECT * FROM unnest(@hash, @message) ON CONFLICT DO NOTHING
        ), next AS (
          SELECT m.seq FROM changed d
          CROSS JOIN LATERAL (
            SELECT q.* FROM messages q WHERE q.customer_id = d.customer_id AND q.is_queued AND q.id <> d.id ORDER BY q.seq LIMIT 1) m
          JOIN conversations c ON c.id = m.conversation_id
          JOIN customers u ON u.id = m.customer_id
          WHERE d.claim AND NOT d.is_queued AND m.delivery_status = 'pending'
            AND (m.next_attempt_at IS NULL OR m.next_attempt_at <= @now) AND {OutboxRules.MayBeSent}
          ORDER BY c.id
          FOR SHARE OF c
        )
        UPDATE messages SET delivery_status = 'sending', claimed_at = @now
        FROM next WHERE messages.seq = next.seq AND messages.delivery_status = 'pending'
        RETURNING {OutboxRules.ClaimedColumns}
        """;

    private readonly PostgresDatabase database;
    private readonly ILookupHashes hashes;
    private readonly Vault vault;
    private readonly TimeProvider clock;
    private readonly GroupCommit<SealedResult, ClaimedRow?> commits;

    public PostgresSendResults(PostgresDatabase database, ILookupHashes hashes, Vault vault, TimeProvider clock)
    {
        (this.database, this.hashes, this.vault, this.clock) = (database, hashes, vault, clock);
        commits = new GroupCommit<SealedResult, ClaimedRow?>(
            WriteAsync, DatabaseFaults.IsRowsFault, new GroupCommitLimits<SealedResult> { Apart = result => result.Result.Customer });
    }

    public async Task<ClaimedMessage?> StoreAsync(SendResult result, CancellationToken cancellationToken)
    {
        return await commits.AddAsync(await vault.SealAsync(result, cancellationToken), cancellationToken) is { } claimed
            ? vault.Open([claimed])[0]
            : null;
    }

    public ValueTask DisposeAsync() => commits.DisposeAsync();

    private async Task<IReadOnlyList<ClaimedRow?>> WriteAsync(IReadOnlyList<SealedResult> results)
    {
        var now = clock.GetUtcNow();
        await using var command = database.Source.CreateCommand(Sql);
        Bind(command.Parameters, results, now);

        var claimed = new Dictionary<Guid, ClaimedRow>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                var row = OutboxRules.ReadClaimed(database, reader, now);
                claimed[row.Message.Customer.Value] = row;
            }
        }

        return [.. results.Select(result => claimed.GetValueOrDefault(result.Result.Customer.Value))];
    }

    private void Bind(NpgsqlParameterCollection parameters, IReadOnlyList<SealedResult> stored, DateTimeOffset now)
    {
        SendResult[] results = [.. stored.Select(one => one.Result)];
        var references = results.SelectMany(result => result.ProviderIds.Select(id => (Hash: hashes.OfProviderId(id).Value, Id: result.Message.Value))).ToArray();
        parameters.AddArray("id", NpgsqlDbType.Uuid, results, result => result.Message.Value);
        parameters.AddArray("status", NpgsqlDbType.Text, results, result => LowerCase.Of(result.Status));
        parameters.AddArray("provider", NpgsqlDbType.Text, stored, one => one.ProviderId);
        parameters.AddArray("reason", NpgsqlDbType.Text, stored, one => one.Reason);
        parameters.AddArray("next", NpgsqlDbType.TimestampTz, results, result => result.NextAttemptAt?.UtcDateTime);
        parameters.AddArray("attempts", NpgsqlDbType.Integer, results, result => result.Attempts);
        parameters.AddArray("at", NpgsqlDbType.TimestampTz, results, result => result.At.UtcDateTime);
        parameters.AddArray("claimed", NpgsqlDbType.TimestampTz, results, result => result.ClaimedAt.UtcDateTime);
        parameters.AddArray("claim", NpgsqlDbType.Boolean, results, result => result.ClaimNext);
        parameters.AddArray("hash", NpgsqlDbType.Uuid, references, reference => reference.Hash);
        parameters.AddArray("message", NpgsqlDbType.Uuid, references, reference => reference.Id);
        parameters.Add(new NpgsqlParameter<DateTime>("now", now.UtcDateTime));
        parameters.Add(new NpgsqlParameter<DateTime>("opened", (now - ServiceWindow.Length).UtcDateTime));
    }
}
