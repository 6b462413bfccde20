using Npgsql;
using NpgsqlTypes;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Sealing;

namespace WhatsAppSupport.Infrastructure.Persistence.Postgres;

/// <summary>
/// Turns of different customers that commit at the same time share one statement and one flush. The rare turn that ends a
/// conversation, learns by what else a customer is known, changes what hardly any turn does, or does what a person asked for, goes the general way (<see cref="TurnStore"/>).
/// </summary>
internal sealed class PostgresTurnStore : ITurnStore, IAsyncDisposable
{
    private const int MostAlone = 12;

    private readonly TurnStore general;
    private readonly PostgresDatabase database;
    private readonly Vault vault;
    private readonly GroupCommit<PacedTurn, TurnReceipt> commits;

    /// <summary>Each has a connection of its own for as long as it takes: more at once would wait for one, in vain where there are many, and leave none to others.</summary>
    private readonly SemaphoreSlim alone = new(MostAlone, MostAlone);

    public PostgresTurnStore(TurnStore general, PostgresDatabase database, Vault vault)
    {
        (this.general, this.database, this.vault) = (general, database, vault);
        commits = new GroupCommit<PacedTurn, TurnReceipt>(
            WriteAsync, DatabaseFaults.IsRowsFault, new GroupCommitLimits<PacedTurn> { Apart = paced => paced.Turn.Customer.Id });
    }

    public async Task<TurnReceipt> CommitAsync(Turn turn, bool claimFirst, CancellationToken cancellationToken)
    {
        var stored = await vault.SealAsync(turn, cancellationToken);
        return turn.IsUnusual || turn.Audit.Count > 0 || turn.Completed is not null || turn.Conversation.Status == ConversationStatus.Completed || (turn.IsNewlyIdentified && turn.CustomerBefore is not null)
            ? await CommitByItselfAsync(stored, claimFirst, cancellationToken)
            : await commits.AddAsync(new PacedTurn(stored, claimFirst && turn.IsWindowOpen), cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        alone.Dispose();
        return commits.DisposeAsync();
    }

    private async Task<TurnReceipt> CommitByItselfAsync(SealedTurn turn, bool claimFirst, CancellationToken cancellationToken)
    {
        await alone.WaitAsync(cancellationToken);
        try
        {
            return await general.CommitAsync(turn, claimFirst, cancellationToken);
        }
        finally
        {
            alone.Release();
        }
    }

    private async Task<IReadOnlyList<TurnReceipt>> WriteAsync(IReadOnlyList<PacedTurn> turns)
    {
        await using var command = database.Source.CreateCommand(PostgresTurnSql.Text);
        BindTurns(command.Parameters, turns);
        BindMessages(command.Parameters, turns);

        var receipts = new TurnReceipt[turns.Count];
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                var place = reader.GetInt32(0);
                receipts[place] = new TurnReceipt(true, reader.GetBoolean(1) ? turns[place].Sealed.Clear.FirstReply : null);
            }
        }

        // Committed only now: before, a customer's new key might not stand in their row after all.
        foreach (var (paced, _) in turns.Zip(receipts).Where(pair => pair.Second is { Committed: true }))
        {
            vault.Keep(paced.Sealed);
        }

        return receipts;
    }

    private static void BindTurns(NpgsqlParameterCollection parameters, IReadOnlyList<PacedTurn> turns)
    {
        parameters.AddArray("row", NpgsqlDbType.Bigint, turns, paced => paced.Turn.Row.Id);
        parameters.AddArray("lane", NpgsqlDbType.Uuid, turns, paced => paced.Turn.Row.Customer.Value);
        parameters.AddArray("dead", NpgsqlDbType.Text, turns, paced => paced.Turn.DeadBecause);
        parameters.AddArray("customer", NpgsqlDbType.Uuid, turns, paced => paced.Turn.Customer.Id.Value);
        parameters.AddArray("name", NpgsqlDbType.Text, turns, paced => paced.Turn.Customer.Name);
        parameters.AddArray("renames", NpgsqlDbType.Boolean, turns, paced => paced.Sealed.Renames);
        parameters.AddArray("heard", NpgsqlDbType.TimestampTz, turns, paced => paced.Turn.Customer.LastHeardAt?.UtcDateTime);
        parameters.AddArray("conversation", NpgsqlDbType.Uuid, turns, paced => paced.Turn.Conversation.Id.Value);
        parameters.AddArray("expected", NpgsqlDbType.Bigint, turns, paced => paced.Turn.ConversationBefore?.Version ?? 0);
        parameters.AddArray("version", NpgsqlDbType.Bigint, turns, paced => paced.Turn.Conversation.Version);
        parameters.AddArray("status", NpgsqlDbType.Text, turns, paced => LowerCase.Of(paced.Turn.Conversation.Status));
        parameters.AddArray("flow", NpgsqlDbType.Text, turns, paced => paced.Turn.Conversation.Flow?.FlowId);
        parameters.AddArray("flow_version", NpgsqlDbType.Text, turns, paced => paced.Turn.Conversation.Flow?.Version);
        parameters.AddArray("step", NpgsqlDbType.Text, turns, paced => paced.Turn.Conversation.Flow?.Step);
        parameters.AddArray("state", NpgsqlDbType.Text, turns, paced => paced.Turn.Conversation.Flow?.State);
        parameters.AddArray("topic", NpgsqlDbType.Text, turns, paced => paced.Turn.Conversation.Topic);
        parameters.AddArray("language", NpgsqlDbType.Text, turns, paced => paced.Turn.Conversation.Language);
        parameters.AddArray("department", NpgsqlDbType.Text, turns, paced => paced.Turn.Conversation.Department);
        parameters.AddArray("assignee", NpgsqlDbType.Text, turns, paced => paced.Turn.Conversation.Assignee);
        parameters.AddArray("assignee_id", NpgsqlDbType.Uuid, turns, paced => paced.Turn.Conversation.AssigneeId);
        parameters.AddArray("assigned", NpgsqlDbType.TimestampTz, turns, paced => paced.Turn.Conversation.AssignedAt?.UtcDateTime);
        parameters.AddArray("epoch", NpgsqlDbType.Bigint, turns, paced => paced.Turn.Conversation.OwnershipEpoch);
        parameters.AddArray("reason", NpgsqlDbType.Text, turns, paced => paced.Turn.Conversation.EscalationReason);
        parameters.AddArray("escalated", NpgsqlDbType.TimestampTz, turns, paced => paced.Turn.Conversation.EscalatedAt?.UtcDateTime);
        parameters.AddArray("flagged", NpgsqlDbType.Boolean, turns, paced => paced.Turn.Conversation.IsFlagged);
        parameters.AddArray("loop", NpgsqlDbType.Text, turns, paced => LoopWatchText.Write(paced.Turn.Conversation.Loop));
        parameters.AddArray("score", NpgsqlDbType.Integer, turns, paced => paced.Turn.Conversation.SatisfactionScore);
        parameters.AddArray("ordinal", NpgsqlDbType.Integer, turns, paced => paced.Turn.Conversation.NextOrdinal);
        parameters.AddArray("updated", NpgsqlDbType.TimestampTz, turns, paced => paced.Turn.Conversation.UpdatedAt.UtcDateTime);
        parameters.AddArray("customer_updated", NpgsqlDbType.TimestampTz, turns, paced => paced.Turn.Customer.UpdatedAt.UtcDateTime);
        parameters.AddArray("customer_version", NpgsqlDbType.Bigint, turns, paced => paced.Turn.Customer.Version);
        parameters.AddArray("introduces", NpgsqlDbType.Boolean, turns, paced => paced.Turn.CustomerBefore is null);
        parameters.AddArray("customer_language", NpgsqlDbType.Text, turns, paced => paced.Turn.Customer.Language);
        parameters.AddArray("customer_created", NpgsqlDbType.TimestampTz, turns, paced => paced.Turn.Customer.CreatedAt.UtcDateTime);
        parameters.AddArray("phone", NpgsqlDbType.Text, turns, paced => paced.Turn.Customer.PhoneNumber?.Digits);
        parameters.AddArray("phone_hash", NpgsqlDbType.Uuid, turns, paced => paced.Turn.Customer.PhoneHash?.Value);
        parameters.AddArray("bsuid", NpgsqlDbType.Text, turns, paced => paced.Turn.Customer.Bsuid);
        parameters.AddArray("bsuid_hash", NpgsqlDbType.Uuid, turns, paced => paced.Turn.Customer.BsuidHash?.Value);
        parameters.AddArray("data_key", NpgsqlDbType.Bytea, turns, paced => paced.Sealed.Wrapped);
        parameters.AddArray("begins", NpgsqlDbType.Boolean, turns, paced => paced.Turn.IsNewConversation);
        parameters.AddArray("number", NpgsqlDbType.Text, turns, paced => paced.Turn.Conversation.IntegratedNumber);
        parameters.AddArray("session", NpgsqlDbType.Text, turns, paced => paced.Turn.Conversation.SessionId);
        parameters.AddArray("created", NpgsqlDbType.TimestampTz, turns, paced => paced.Turn.Conversation.CreatedAt.UtcDateTime);
    }

    private static void BindMessages(NpgsqlParameterCollection parameters, IReadOnlyList<PacedTurn> turns)
    {
        var messages = new List<PlacedMessage>(turns.Count * 3);
        for (var place = 0; place < turns.Count; place++)
        {
            var (turn, claim) = (turns[place].Turn, turns[place].ClaimFirst);
            foreach (var message in turn.Messages)
            {
                messages.Add(new PlacedMessage(place, claim && message.Direction == Direction.Outbound, message, turn.TraceParent));
                claim &= message.Direction != Direction.Outbound;
            }
        }

        parameters.AddArray("m_place", NpgsqlDbType.Integer, messages, placed => placed.Place);
        parameters.AddArray("m_claim", NpgsqlDbType.Boolean, messages, placed => placed.Claim);
        parameters.AddArray("m_id", NpgsqlDbType.Uuid, messages, placed => placed.Message.Id.Value);
        parameters.AddArray("m_ordinal", NpgsqlDbType.Integer, messages, placed => placed.Message.Ordinal);
        parameters.AddArray("m_provider", NpgsqlDbType.Text, messages, placed => placed.Message.ProviderMessageId);
        parameters.AddArray("m_direction", NpgsqlDbType.Text, messages, placed => LowerCase.Of(placed.Message.Direction));
        parameters.AddArray("m_type", NpgsqlDbType.Text, messages, placed => LowerCase.Of(placed.Message.Type));
        parameters.AddArray("m_content", NpgsqlDbType.Text, messages, placed => placed.Message.Content);
        parameters.AddArray("m_media", NpgsqlDbType.Text, messages, placed => placed.Message.Media);
        parameters.AddArray("m_options", NpgsqlDbType.Text, messages, placed => OptionsText.Write(placed.Message.Options));
        parameters.AddArray("m_sender", NpgsqlDbType.Text, messages, placed => placed.Message.SenderNumber);
        parameters.AddArray("m_recipient", NpgsqlDbType.Text, messages, placed => placed.Message.RecipientNumber);
        parameters.AddArray("m_status", NpgsqlDbType.Text, messages, placed => LowerCase.Of(placed.Message.Status));
        parameters.AddArray("m_author", NpgsqlDbType.Text, messages, placed => LowerCase.Of(placed.Message.Author));
        parameters.AddArray("m_written", NpgsqlDbType.Uuid, messages, placed => placed.Message.WrittenBy);
        parameters.AddArray("m_epoch", NpgsqlDbType.Bigint, messages, placed => placed.Message.OwnershipEpoch);
        parameters.AddArray("m_model", NpgsqlDbType.Text, messages, placed => placed.Message.Model?.Name);
        parameters.AddArray("m_tokens", NpgsqlDbType.Integer, messages, placed => placed.Message.Model?.Tokens);
        parameters.AddArray("m_cost", NpgsqlDbType.Bigint, messages, placed => placed.Message.Model?.CostMicroDollars);
        parameters.AddArray("m_time", NpgsqlDbType.Double, messages, placed => placed.Message.ProcessingTime?.TotalSeconds);
        parameters.AddArray("m_resend", NpgsqlDbType.Uuid, messages, placed => placed.Message.ResendOf?.Value);
        parameters.AddArray("m_created", NpgsqlDbType.TimestampTz, messages, placed => placed.Message.CreatedAt.UtcDateTime);
        parameters.AddArray("m_sent", NpgsqlDbType.TimestampTz, messages, placed => placed.Message.SentAt?.UtcDateTime);
        parameters.AddArray("m_trace", NpgsqlDbType.Text, messages, placed => placed.Message.Direction == Direction.Outbound ? placed.TraceParent : null);
    }

    private sealed record PacedTurn(SealedTurn Sealed, bool ClaimFirst)
    {
        /// <summary>As its rows hold it.</summary>
        public Turn Turn => Sealed.Stored;
    }

    private sealed record PlacedMessage(int Place, bool Claim, Message Message, string? TraceParent);
}
