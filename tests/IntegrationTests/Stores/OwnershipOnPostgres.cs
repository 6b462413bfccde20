using Npgsql;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Stores;

public sealed class OwnershipOnPostgres(PostgresStores stores) : OwnershipContract(stores), IClassFixture<PostgresStores>
{
    [Fact]
    public async Task A_claim_that_is_not_committed_yet_is_waited_for_and_told_of()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("just claimed", "not begun");
        await using var source = NpgsqlDataSource.Create(stores.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var claim = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "SELECT 1 FROM conversations FOR SHARE");
        await ExecuteAsync(connection, "UPDATE messages SET delivery_status = 'sending', claimed_at = now() WHERE content = 'just claimed'");

        var taking = talk.TakeOverAsync();
        await WaitsAsync(connection);
        await claim.CommitAsync();
        var left = await taking;

        left.InFlight.ShouldHaveSingleItem().Content.ShouldBe("just claimed");
        left.Withdrawn.ShouldHaveSingleItem().Content.ShouldBe("not begun");
    }

    [Fact]
    public async Task A_message_that_somebody_looks_at_is_not_waited_for_and_goes_later()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("looked at", "not begun");
        await using var source = NpgsqlDataSource.Create(stores.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using (await connection.BeginTransactionAsync())
        {
            await ExecuteAsync(connection, "SELECT 1 FROM messages WHERE content = 'looked at' FOR UPDATE");

            var left = await talk.TakeOverAsync();

            left.Withdrawn.Select(message => message.Status).ShouldBe([DeliveryStatus.Pending, DeliveryStatus.Cancelled]);
        }

        (await Stores.ClaimAsync()).ShouldBeEmpty();
        (await talk.StatesAsync()).ShouldBe("cancelled cancelled");
    }

    [Fact]
    public async Task A_result_that_waits_for_the_take_over_claims_nothing_more_of_the_bot()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("in flight", "too late");
        var inFlight = await Stores.ClaimOneAsync();
        await using var source = NpgsqlDataSource.Create(stores.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var takeOver = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "UPDATE conversations SET ownership_epoch = ownership_epoch + 1, version = version + 1");

        var storing = Stores.StoreAsync(inFlight, DeliveryStatus.Sent, claimNext: true);
        await WaitsAsync(connection);
        await takeOver.CommitAsync();

        (await storing).ShouldBeNull();
        (await talk.StatesAsync()).ShouldBe("sent pending");
    }

    [Fact]
    public async Task A_turn_that_waits_for_the_take_over_is_not_stored()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var turn = talk.Answer(await talk.WriteAsync(), "too late");
        await using var source = NpgsqlDataSource.Create(stores.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var takeOver = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "UPDATE conversations SET ownership_epoch = ownership_epoch + 1, version = version + 1");

        var committing = Stores.Turns.CommitAsync(turn, claimFirst: true, CancellationToken.None);
        await WaitsAsync(connection);
        await takeOver.CommitAsync();

        (await committing).Committed.ShouldBeFalse();
        (await talk.MessagesAsync()).Count.ShouldBe(1);
    }

    private static Task WaitsAsync(NpgsqlConnection connection) => Eventually.BecomesTrueAsync(
        async () => await ExecuteAsync(
            connection, "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()") is > 0L,
        TimeSpan.FromSeconds(60),
        "whoever comes second waits");

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
