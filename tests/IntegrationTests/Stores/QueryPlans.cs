using System.Globalization;
using Npgsql;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>PostgreSQL's own counters tell whether what happens for every message reads a table through.</summary>
public abstract class QueryPlans(PostgresStores stores) : StoreContract(stores)
{
    /// <summary>More than five, so that the plans that are kept for prepared statements are looked at, too.</summary>
    protected const int Rounds = 8;

    protected const string Fill =
        """
        INSERT INTO customers (id, phone_number, phone_hash, language, is_active, last_heard_at, created_at, updated_at)
        SELECT gen_random_uuid(), (910000000000 + n)::text, gen_random_uuid(), 'en', true, now(), now(), now() FROM generate_series(1, 20000) n;
        INSERT INTO conversations (id, customer_id, integrated_number, session_id, status, language, ownership_epoch, is_flagged, version, next_ordinal,
          created_at, updated_at, notify_attempts)
        SELECT gen_random_uuid(), id, '919800000001', id::text, 'active', 'en', 0, false, 1, 3, now(), now(), 0 FROM customers WHERE name IS NULL;
        INSERT INTO messages (id, conversation_id, customer_id, ordinal, direction, message_type, content, sender_number, recipient_number,
          delivery_status, is_queued, attempts, repeats, author, ownership_epoch, created_at)
        SELECT gen_random_uuid(), id, customer_id, n, 'outbound', 'text', 'a reply', '1', '2', 'read', false, 1, 0, 'bot', 0, now()
        FROM conversations, generate_series(1, 2) n WHERE session_id = customer_id::text;
        INSERT INTO provider_references (hash, message_id) SELECT gen_random_uuid(), id FROM messages;
        INSERT INTO inbox (slot, customer_hash, kind, integrated_number, provider_id_hash, received_at, body, state, attempts, recoveries)
        SELECT 1, gen_random_uuid(), 'message', '919800000001', gen_random_uuid(), now(), '', 'done', 0, 0 FROM generate_series(1, 20000);
        """;

    /// <summary>A customer who is known already writes.</summary>
    protected async Task<LaneRow> ReceiveAsync(StoredTalk talk)
    {
        await talk.TurnAsync();
        var row = await talk.WriteAsync();
        await Stores.Inbox.FindOldestPendingAsync(talk.Lane, CancellationToken.None);
        await Stores.Get<IMessageHistory>().ListLastAsync(talk.Conversation!.Id, 5, CancellationToken.None);
        return row;
    }

    /// <summary>The answers are sent one after the other, and MSG91 reports on the first.</summary>
    protected async Task SendAsync(ClaimedMessage first)
    {
        for (var sent = first; sent is not null;)
        {
            sent = await Stores.StoreAsync(sent, DeliveryStatus.Sent, $"wamid.{sent.Message.Id}", claimNext: true);
        }

        var report = new DeliveryReport { Uuid = $"wamid.{first.Message.Id}", Reference = first.Message.Id, Status = DeliveryStatus.Read };
        var read = new ReadReport(new StoredReport(1, Stores.Clock.Now, 0, ReadOnlyMemory<byte>.Empty), report, [Stores.Hashes.OfProviderId(report.Uuid)]);
        (await Stores.Reports.ApplyAsync([read], CancellationToken.None)).ShouldBe(1);
    }

    /// <summary>A server process tells what it has done when its connection ends.</summary>
    protected async Task<Dictionary<string, (long Through, long ByIndex)>> ReadCountersAsync()
    {
        await using var source = NpgsqlDataSource.Create(((PostgresStores)Stores).ConnectionString);
        await using var command = source.CreateCommand(
            """
            SELECT relname, seq_scan, COALESCE(idx_scan, 0) FROM pg_stat_user_tables
            WHERE relname IN ('inbox', 'messages', 'conversations', 'customers', 'provider_references')
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var counters = new Dictionary<string, (long Through, long ByIndex)>();
        while (await reader.ReadAsync())
        {
            counters[reader.GetString(0)] = (reader.GetInt64(1), Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture));
        }

        return counters;
    }
}
