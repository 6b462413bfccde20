using Npgsql;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Postgres;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>A new installation plans its statements while nothing is stored, and keeps the plans until the first ANALYZE.</summary>
public sealed class EarlyPlanTests(PostgresStores stores) : QueryPlans(stores), IClassFixture<PostgresStores>
{
    private const string NeverAnalyze =
        """
        ALTER TABLE inbox SET (autovacuum_enabled = false);
        ALTER TABLE messages SET (autovacuum_enabled = false);
        ALTER TABLE conversations SET (autovacuum_enabled = false);
        ALTER TABLE customers SET (autovacuum_enabled = false);
        ALTER TABLE provider_references SET (autovacuum_enabled = false);
        """;

    private NpgsqlDataSource Pool => ((PostgresDatabase)Stores.Get<Database>()).Source;

    [Fact]
    public async Task A_plan_that_was_made_while_the_tables_were_empty_does_not_read_them_through_once_they_are_full()
    {
        await Stores.ExecuteAsync(NeverAnalyze);
        Pool.Clear();
        await AnswerAsync();
        await Stores.ExecuteAsync(Fill);
        var before = await TellAsync();

        await AnswerAsync();

        var after = await TellAsync();
        after.ShouldAllBe(table => table.Value.ByIndex > before[table.Key].ByIndex || table.Key == "provider_references");
        after.ToDictionary(table => table.Key, table => table.Value.Through - before[table.Key].Through).ShouldAllBe(table => table.Value == 0);
    }

    /// <summary>The batched statements, each often enough for its plan to be kept. All of it goes over one connection, as nothing happens at the same time.</summary>
    private async Task AnswerAsync()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var talk = new StoredTalk(Stores);
            var row = await ReceiveAsync(talk);
            var receipt = await talk.CommitAsync(talk.Answer(row, "one", "two", "three"), claimFirst: true);
            await SendAsync(ClaimedMessage.From(receipt.Claimed!));
        }
    }

    /// <summary>The connection stays open, with its plans, and is asked to tell what it has done.</summary>
    private async Task<Dictionary<string, (long Through, long ByIndex)>> TellAsync()
    {
        await using (var tell = Pool.CreateCommand("SELECT pg_stat_force_next_flush()"))
        {
            await tell.ExecuteNonQueryAsync();
        }

        return await ReadCountersAsync();
    }
}
