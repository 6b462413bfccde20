using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What happens for every message costs the same however much is stored.</summary>
public sealed class QueryPlanTests(PostgresStores stores) : QueryPlans(stores), IClassFixture<PostgresStores>
{
    [Fact]
    public async Task Nothing_on_the_path_of_a_message_reads_a_table_through()
    {
        await Stores.ExecuteAsync(Fill + "ANALYZE");
        var before = await ReadCountersAsync();

        for (var round = 0; round < Rounds; round++)
        {
            await LiveAsync();
        }

        await Eventually.BecomesTrueAsync(
            async () => (await ReadCountersAsync()).All(table => table.Value.ByIndex >= before[table.Key].ByIndex + Rounds),
            TimeSpan.FromSeconds(60),
            "the counters tell of what was done");
        var after = await ReadCountersAsync();
        after.ToDictionary(table => table.Key, table => table.Value.Through - before[table.Key].Through).ShouldAllBe(table => table.Value == 0);
    }

    /// <summary>All that a message causes, from the webhook to the report.</summary>
    private async Task LiveAsync()
    {
        var talk = new StoredTalk(Stores);
        var row = await ReceiveAsync(talk);
        await Stores.Get<IKnownCustomers>().FindAsync(talk.Sender, StoresUnderTest.OurNumber, CancellationToken.None);
        await Stores.Inbox.ListWaitingCustomersAsync(100, CancellationToken.None);
        await talk.CommitAsync(talk.Answer(row, "one", "two", "three"));
        await SendAsync(await Stores.ClaimOneAsync());
        await Stores.Outbox.SettleUnknownAsync(CancellationToken.None);
        await Stores.Reports.ListDueAsync(100, false, CancellationToken.None);
    }
}
