using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Flows.Calls;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What flows leave behind costs the same however much is stored.</summary>
public sealed class FlowErrandPlanTests(PostgresStores stores) : StoreContract(stores), IClassFixture<PostgresStores>
{
    private const int Rounds = 8;

    [Fact]
    public async Task Nothing_that_flows_leave_behind_is_looked_for_by_reading_a_table_through()
    {
        var reads = new TableReads((PostgresStores)Stores);
        string[] left = ["flow_timers", "flow_errands", "notes"];
        await Stores.ExecuteAsync(QueryPlanTests.Fill);
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
        await reads.EndConnectionsAsync();
        var before = await reads.CountAsync(left);

        for (var round = 0; round < Rounds; round++)
        {
            await LeaveAsync();
        }

        await reads.EndConnectionsAsync();
        var after = await reads.CountAsync(left);
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
}
