using System.Globalization;
using Npgsql;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Export;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence.Postgres;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What happens for every message costs the same however much is stored: PostgreSQL's own counters tell whether a table was read through.</summary>
public sealed class QueryPlanTests(PostgresStores stores) : StoreContract(stores), IClassFixture<PostgresStores>
{
    /// <summary>More than five, so that the plans that are kept for prepared statements are looked at, too.</summary>
    private const int Rounds = 8;

    private const string Fill =
        """
        INSERT INTO customers (id, phone_number, phone_hash, language, is_active, last_heard_at, created_at, updated_at)
        SELECT gen_random_uuid(), (910000000000 + n)::text, gen_random_uuid(), 'en', true, now(), now(), now() FROM generate_series(1, 20000) n;
        INSERT INTO conversations (id, customer_id, integrated_number, session_id, status, language, ownership_epoch, is_flagged, version, next_ordinal,
          created_at, updated_at, notify_attempts)
        SELECT gen_random_uuid(), id, '919800000001', id::text, 'active', 'en', 0, false, 1, 3, now(), now(), 0 FROM customers;
        INSERT INTO messages (id, conversation_id, customer_id, ordinal, direction, message_type, content, sender_number, recipient_number,
          delivery_status, is_queued, attempts, repeats, author, ownership_epoch, created_at)
        SELECT gen_random_uuid(), id, customer_id, n, 'outbound', 'text', 'a reply', '1', '2', 'read', false, 1, 0, 'bot', 0, now()
        FROM conversations, generate_series(1, 2) n;
        INSERT INTO provider_references (hash, message_id) SELECT gen_random_uuid(), id FROM messages;
        INSERT INTO inbox (slot, customer_hash, kind, integrated_number, provider_id_hash, received_at, body, state, attempts, recoveries)
        SELECT 1, gen_random_uuid(), 'message', '919800000001', gen_random_uuid(), now(), '', 'done', 0, 0 FROM generate_series(1, 20000);
        ANALYZE;
        """;

    [Fact]
    public async Task Nothing_on_the_path_of_a_message_reads_a_table_through()
    {
        await NothingIsReadThroughAsync(LiveAsync);
    }

    [Fact]
    public async Task Nothing_of_an_export_or_an_erasure_reads_a_table_through()
    {
        await NothingIsReadThroughAsync(async () =>
        {
            var customer = (await LiveAsync()).Customer!.Id;
            var entry = new AuditEntry(Actor.System, "customer.erased", SubjectKind.Customer, $"{customer}", null, null);
            var exports = Stores.Get<IExports>();
            (await exports.BeginAsync(customer, entry, CancellationToken.None)).ShouldNotBeNull();
            (await exports.MessagesAsync(customer, CancellationToken.None).CountAsync()).ShouldBeGreaterThan(0);
            (await exports.InboxAsync(customer, CancellationToken.None).CountAsync()).ShouldBeGreaterThan(0);
            (await exports.AuditAsync(customer, CancellationToken.None).CountAsync()).ShouldBe(1);
            (await Stores.Get<IErasures>().EraseAsync(customer, _ => entry, CancellationToken.None)).Error.ShouldBeNull();
        });
    }

    /// <summary>As after an ANALYZE in a quiet moment, which is when it mostly happens: then a wave comes, and everything is queued.</summary>
    [Fact]
    public async Task A_full_outbox_costs_a_turn_no_more_than_an_empty_one_though_the_statistics_know_of_none()
    {
        const int Queued = 5_000, Turns = 300;
        await Stores.ExecuteAsync(Fill);
        await Stores.ExecuteAsync(
            $"UPDATE messages SET is_queued = true, delivery_status = 'pending', next_attempt_at = now() + interval '1 day' WHERE seq IN (SELECT seq FROM messages ORDER BY seq LIMIT {Queued})");
        var talks = Enumerable.Range(0, Turns).Select(_ => new StoredTalk(Stores)).ToList();
        var turns = new List<Turn>();
        foreach (var talk in talks)
        {
            turns.Add(talk.Answer(await talk.WriteAsync(), "one", "two"));
        }

        await EndConnectionsAsync();
        var before = await OutboxEntriesReadAsync();
        var receipts = await Task.WhenAll(talks.Zip(turns, (talk, turn) => talk.CommitAsync(turn, claimFirst: true)));
        await EndConnectionsAsync();

        receipts.ShouldAllBe(receipt => receipt.Committed && receipt.Claimed != null);
        (await OutboxEntriesReadAsync() - before).ShouldBeLessThan(Turns * 10);
    }

    private async Task NothingIsReadThroughAsync(Func<Task> live)
    {
        await Stores.ExecuteAsync(Fill);
        await EndConnectionsAsync();
        var before = await ReadCountersAsync();

        for (var round = 0; round < Rounds; round++)
        {
            await live();
        }

        await Eventually.BecomesTrueAsync(
            async () => (await ReadCountersAsync()).All(table => table.Value.ByIndex >= before[table.Key].ByIndex + Rounds),
            TimeSpan.FromSeconds(60),
            "the counters tell of what was done");
        var after = await ReadCountersAsync();
        after.ToDictionary(table => table.Key, table => table.Value.Through - before[table.Key].Through).ShouldAllBe(table => table.Value == 0);
    }

    [Fact]
    public async Task Nothing_that_is_kept_no_longer_is_looked_for_by_reading_a_table_through()
    {
        await Stores.ExecuteAsync(Fill);
        await Stores.ExecuteAsync("UPDATE conversations SET status = 'completed' WHERE id IN (SELECT id FROM conversations ORDER BY id LIMIT 3000)");
        await Stores.ExecuteAsync("VACUUM (ANALYZE)");
        await EndConnectionsAsync();
        var before = await ReadCountersAsync();
        var limits = new RetentionLimits { Messages = TimeSpan.FromDays(1), Audit = TimeSpan.FromDays(30) };

        var gone = await StoredAge.RemoveOldAsync(Stores.Get<IEnumerable<IRetained>>(), limits, TimeProvider.System.GetUtcNow().AddDays(100));

        (gone[RetentionKind.Messages], gone[RetentionKind.Customers], gone[RetentionKind.Inbox]).ShouldBe((6000, 3000, 20_000));
        await EndConnectionsAsync();
        var after = await ReadCountersAsync();
        after.ShouldAllBe(table => table.Value.ByIndex > before[table.Key].ByIndex, "the counters tell of what was done");
        after.ToDictionary(table => table.Key, table => table.Value.Through - before[table.Key].Through).ShouldAllBe(table => table.Value == 0);
    }

    [Fact]
    public async Task Nothing_that_flows_leave_behind_is_looked_for_by_reading_a_table_through()
    {
        string[] left = ["flow_timers", "flow_errands", "notes"];
        await Stores.ExecuteAsync(Fill);
        await Stores.ExecuteAsync(
            """
            UPDATE conversations SET current_flow = 'support', flow_version = 'v1', current_step = '1', flow_state = '{}';
            INSERT INTO flow_timers (conversation_id, visit, due_at) SELECT id, 1, now() + interval '1 year' FROM conversations;
            INSERT INTO flow_errands (conversation_id, visit, row_id, slot, line, body, due_at, claims, failures)
            SELECT id, 1, 1, 1, 7, '', now() + interval '1 year', 0, 0 FROM conversations;
            INSERT INTO notes (id, conversation_id, text, created_at) SELECT gen_random_uuid(), id, 'a note', now() FROM conversations;
            UPDATE conversations SET tags = '["vip"]' WHERE id IN (SELECT id FROM conversations ORDER BY id LIMIT 20);
            """);
        await Stores.ExecuteAsync("VACUUM (ANALYZE)");
        await EndConnectionsAsync();
        var before = await ReadCountersAsync(left);

        for (var round = 0; round < Rounds; round++)
        {
            await LeaveAsync();
        }

        await EndConnectionsAsync();
        var after = await ReadCountersAsync(left);
        foreach (var table in left.Append("conversations").Append("customers").Append("inbox"))
        {
            after[table].ByIndex.ShouldBeGreaterThan(before[table].ByIndex, "the counters tell of what was done");
            (table, after[table].Through - before[table].Through).ShouldBe((table, 0));
        }
    }

    /// <summary>All that a flow leaves behind, and how it comes back.</summary>
    private async Task LeaveAsync()
    {
        var talk = await Stores.WaitingAsync(new FlowTimer(3, Stores.Clock.Now), FlowErrandContract.Call("https://api.shop.example/"));
        (await Stores.Get<IFlowTimers>().FireDueAsync(200, CancellationToken.None)).Lanes.Count.ShouldBe(1);
        var errands = Stores.Get<IErrands>();
        var due = (await errands.ListDueAsync([.. Enumerable.Range(0, 1000), talk.Lane.Slot], [1, 2], 128, CancellationToken.None)).ShouldHaveSingleItem();
        var claimed = (await errands.ClaimAsync(due, Stores.Clock.Now, CancellationToken.None))!;
        await errands.KeepAsync(claimed, Stores.Clock.Now, CancellationToken.None);
        (await errands.FinishAsync(claimed, new FlowAnswer.Failed("timeout"), CancellationToken.None)).ShouldNotBeNull();
        await Stores.Get<IConversationReads>().FindAsync(talk.Conversation!.Id, 10, 10, CancellationToken.None);
        (await Stores.Get<IConversationReads>().ListAsync(new ConversationFilter { Tag = "vip" }, ConversationSort.Newest, null, 50, CancellationToken.None)).Count.ShouldBe(20);
        var entry = new AuditEntry(Actor.System, "customer.erased", SubjectKind.Customer, $"{talk.Customer!.Id}", null, null);
        (await Stores.Get<IErasures>().EraseAsync(talk.Customer.Id, _ => entry, CancellationToken.None)).Error.ShouldBeNull();
    }

    /// <summary>All that a message causes, from the webhook to the report.</summary>
    private async Task<StoredTalk> LiveAsync()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync();
        var row = await talk.WriteAsync();
        await Stores.Inbox.FindOldestPendingAsync(talk.Lane, CancellationToken.None);
        await Stores.Inbox.ListWaitingCustomersAsync(null, 100, CancellationToken.None);
        await Stores.Get<IKnownCustomers>().FindAsync(talk.Sender, StoresUnderTest.OurNumber, CancellationToken.None);
        await Stores.Get<IMessageHistory>().ListLastAsync(talk.Conversation!.Id, 5, CancellationToken.None);
        await talk.CommitAsync(talk.Answer(row, "one", "two", "three"));

        var claimed = await Stores.ClaimOneAsync();
        for (var sent = claimed; sent is not null;)
        {
            sent = await Stores.StoreAsync(sent, DeliveryStatus.Sent, $"wamid.{sent.Message.Id}", claimNext: true);
        }

        await Stores.SettleUnknownAsync();
        await Stores.Reports.ListDueAsync(null, 100, false, CancellationToken.None);
        var report = new DeliveryReport { Uuid = $"wamid.{claimed.Message.Id}", Reference = claimed.Message.Id, Status = DeliveryStatus.Read };
        var read = new ReadReport(new StoredReport(1, Stores.Clock.Now, 0, ReadOnlyMemory<byte>.Empty), report, [Stores.Hashes.OfProviderId(report.Uuid)]);
        (await Stores.Reports.ApplyAsync([read], CancellationToken.None)).ShouldBe(1);
        return talk;
    }

    /// <summary>A server process tells what it has done when its connection ends, or later: what was filled in must not be told in the middle.</summary>
    private async Task EndConnectionsAsync()
    {
        var database = Stores.Get<PostgresDatabase>();
        database.Source.Clear();
        database.Webhooks.Clear();
        await using var source = NpgsqlDataSource.Create(((PostgresStores)Stores).ConnectionString);
        await using var others = source.CreateCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()");
        await Eventually.BecomesTrueAsync(
            async () => (long)(await others.ExecuteScalarAsync())! == 0, TimeSpan.FromSeconds(60), "all other connections have ended");
    }

    private async Task<long> OutboxEntriesReadAsync()
    {
        await using var source = NpgsqlDataSource.Create(((PostgresStores)Stores).ConnectionString);
        await using var command = source.CreateCommand("SELECT idx_tup_read FROM pg_stat_user_indexes WHERE indexrelname = 'ix_messages_outbox'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<Dictionary<string, (long Through, long ByIndex)>> ReadCountersAsync(params string[] besides)
    {
        await using var source = NpgsqlDataSource.Create(((PostgresStores)Stores).ConnectionString);
        await using var command = source.CreateCommand(
            """
            SELECT relname, seq_scan, COALESCE(idx_scan, 0) FROM pg_stat_user_tables
            WHERE relname IN ('inbox', 'messages', 'conversations', 'customers', 'provider_references') OR relname = ANY(@besides)
            """);
        command.Parameters.AddWithValue("besides", besides);
        await using var reader = await command.ExecuteReaderAsync();
        var counters = new Dictionary<string, (long Through, long ByIndex)>();
        while (await reader.ReadAsync())
        {
            counters[reader.GetString(0)] = (reader.GetInt64(1), Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture));
        }

        return counters;
    }
}
