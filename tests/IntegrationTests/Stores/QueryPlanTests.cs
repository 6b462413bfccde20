using WhatsAppSupport.Application.Backlog;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Application.Export;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What happens for every message costs the same however much is stored: PostgreSQL's own counters tell whether a table was read through.</summary>
public sealed class QueryPlanTests(PostgresStores stores) : StoreContract(stores), IClassFixture<PostgresStores>
{
    /// <summary>More than five, so that the plans that are kept for prepared statements are looked at, too.</summary>
    private const int Rounds = 8;

    internal const string Fill =
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

    private TableReads Reads => new((PostgresStores)Stores);

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

    [Fact]
    public async Task How_much_there_is_to_do_is_counted_without_reading_a_table_through()
    {
        await Stores.ExecuteAsync(Fill);
        await Stores.ExecuteAsync("UPDATE conversations SET status = 'escalated', escalated_at = now() WHERE id IN (SELECT id FROM conversations ORDER BY id LIMIT 300)");
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one");
        await talk.WriteAsync();
        await Reads.EndConnectionsAsync();
        var before = await Reads.CountAsync();

        var counts = await Stores.Get<IBacklog>().CountAsync(100, CancellationToken.None);

        (counts.PendingRows, counts.Queued.Pending, counts.Waiting).ShouldBe((1, 1, 100));
        await Reads.EndConnectionsAsync();
        (await Reads.CountAsync()).ToDictionary(table => table.Key, table => table.Value.Through - before[table.Key].Through).ShouldAllBe(table => table.Value == 0);
    }

    /// <summary>As after an ANALYZE in a quiet moment, which is when it mostly happens: then a wave comes, and everything is queued.</summary>
    [Fact]
    public async Task What_waits_for_others_and_what_comes_with_it_costs_a_turn_nothing_though_the_statistics_know_of_none()
    {
        const int Queued = 5_000, Turns = 300;
        await Stores.ExecuteAsync(Fill);
        await Stores.ExecuteAsync($"UPDATE inbox SET state = 'pending' WHERE id IN (SELECT id FROM inbox ORDER BY id LIMIT {Queued})");
        await Stores.ExecuteAsync(
            $"UPDATE messages SET is_queued = true, delivery_status = 'pending', next_attempt_at = now() + interval '1 day' WHERE seq IN (SELECT seq FROM messages ORDER BY seq LIMIT {Queued})");
        var talks = Enumerable.Range(0, Turns).Select(_ => new StoredTalk(Stores)).ToList();
        var turns = new List<Turn>();
        foreach (var talk in talks)
        {
            turns.Add(talk.Answer(await talk.WriteAsync(), "one", "two"));
        }

        await Reads.EndConnectionsAsync();
        var (outbox, lanes) = (await Reads.OfIndexAsync("ix_messages_outbox"), await Reads.OfIndexAsync("ix_inbox_lane"));
        var receipts = await Task.WhenAll(talks.Zip(turns, (talk, turn) => talk.CommitAsync(turn, claimFirst: true)));
        await Reads.EndConnectionsAsync();

        receipts.ShouldAllBe(receipt => receipt.Committed && receipt.Claimed != null);
        var (outboxThen, lanesThen) = (await Reads.OfIndexAsync("ix_messages_outbox"), await Reads.OfIndexAsync("ix_inbox_lane"));
        (outboxThen.Entries - outbox.Entries).ShouldBeLessThan(Turns * 10);
        (outboxThen.Scans - outbox.Scans).ShouldBeInRange(Turns, Turns * 4, "each turn looks once, and not once for each that comes with it");
        (lanesThen.Entries - lanes.Entries).ShouldBeLessThan(Turns * 10);
        (lanesThen.Scans - lanes.Scans).ShouldBeInRange(Turns, Turns * 4);
    }

    /// <summary>As after an hour in which MSG91 was away.</summary>
    [Fact]
    public async Task Claiming_looks_at_each_that_is_queued_a_few_times_though_the_statistics_know_of_none()
    {
        const int Queued = 5_000;
        await Stores.ExecuteAsync(Fill);
        await Stores.ExecuteAsync($"UPDATE messages SET is_queued = true, delivery_status = 'pending' WHERE seq IN (SELECT seq FROM messages ORDER BY seq LIMIT {Queued})");
        await Reads.EndConnectionsAsync();
        var before = await Reads.OfIndexAsync("ix_messages_outbox");

        var claimed = await Stores.Get<IOutbox>().ClaimDueAsync(null, 100, CancellationToken.None);

        claimed.Count.ShouldBe(100);
        await Reads.EndConnectionsAsync();
        ((await Reads.OfIndexAsync("ix_messages_outbox")).Entries - before.Entries).ShouldBeInRange(Queued, Queued * 10);
    }

    /// <summary>As after an ANALYZE in the midst of a wave: what is queued is the newest, and PostgreSQL believes it to lie anywhere.</summary>
    [Theory]
    [InlineData("delivery_status = 'pending'")]
    [InlineData("delivery_status = 'unknown', claimed_at = now() - interval '1 hour', unknown_since = now() - interval '1 hour'")]
    public async Task What_was_said_long_ago_is_not_read_on_the_way_to_what_is_queued_though_the_statistics_know_of_much(string queued)
    {
        const int Queued = 10_000;
        await Stores.ExecuteAsync(Fill);
        await Stores.ExecuteAsync($"UPDATE messages SET is_queued = true, {queued} WHERE seq IN (SELECT seq FROM messages ORDER BY seq DESC LIMIT {Queued})");
        await Stores.ExecuteAsync("VACUUM (ANALYZE)");
        await Reads.EndConnectionsAsync();
        var before = await Reads.OfIndexAsync("PK_messages");

        var claimed = await Stores.Get<IOutbox>().ClaimDueAsync(null, 100, CancellationToken.None);
        var listed = await Stores.Get<IUnsettled>().ListAsync(TimeProvider.System.GetUtcNow(), 100, CancellationToken.None);

        (claimed.Count + listed.Count).ShouldBe(100);
        await Reads.EndConnectionsAsync();
        ((await Reads.OfIndexAsync("PK_messages")).Entries - before.Entries).ShouldBeLessThan(1000);
    }

    private async Task NothingIsReadThroughAsync(Func<Task> live)
    {
        await Stores.ExecuteAsync(Fill);
        await Reads.EndConnectionsAsync();
        var before = await Reads.CountAsync();

        for (var round = 0; round < Rounds; round++)
        {
            await live();
        }

        await Eventually.BecomesTrueAsync(
            async () => (await Reads.CountAsync()).All(table => table.Value.ByIndex >= before[table.Key].ByIndex + Rounds),
            TimeSpan.FromSeconds(60),
            "the counters tell of what was done");
        var after = await Reads.CountAsync();
        after.ToDictionary(table => table.Key, table => table.Value.Through - before[table.Key].Through).ShouldAllBe(table => table.Value == 0);
    }

    [Fact]
    public async Task Nothing_that_is_kept_no_longer_is_looked_for_by_reading_a_table_through()
    {
        await Stores.ExecuteAsync(Fill);
        await Stores.ExecuteAsync("UPDATE conversations SET status = 'completed' WHERE id IN (SELECT id FROM conversations ORDER BY id LIMIT 3000)");
        await Stores.ExecuteAsync("VACUUM (ANALYZE)");
        await Reads.EndConnectionsAsync();
        var before = await Reads.CountAsync();
        var limits = new RetentionLimits { Messages = TimeSpan.FromDays(1), Audit = TimeSpan.FromDays(30) };

        var gone = await StoredAge.RemoveOldAsync(Stores.Get<IEnumerable<IRetained>>(), limits, TimeProvider.System.GetUtcNow().AddDays(100));

        (gone[RetentionKind.Messages], gone[RetentionKind.Customers], gone[RetentionKind.Inbox]).ShouldBe((6000, 3000, 20_000));
        await Reads.EndConnectionsAsync();
        var after = await Reads.CountAsync();
        after.ShouldAllBe(table => table.Value.ByIndex > before[table.Key].ByIndex, "the counters tell of what was done");
        after.ToDictionary(table => table.Key, table => table.Value.Through - before[table.Key].Through).ShouldAllBe(table => table.Value == 0);
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
}
