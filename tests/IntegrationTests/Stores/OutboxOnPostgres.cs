using System.Collections.Concurrent;
using Npgsql;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.IntegrationTests.Stores;

public sealed class OutboxOnPostgres(PostgresStores stores) : OutboxContract(stores), IClassFixture<PostgresStores>
{
    /// <summary>Nor is it waited for: a claim that waits with conversations in its hand could wait in a circle.</summary>
    [Fact]
    public async Task A_take_over_that_is_about_to_commit_is_heeded()
    {
        var talk = new StoredTalk(Stores);
        var other = new StoredTalk(Stores);
        await talk.TurnAsync("too late");
        await other.TurnAsync("nobody's business");
        await using var source = NpgsqlDataSource.Create(stores.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var takeOver = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, $"UPDATE conversations SET ownership_epoch = ownership_epoch + 1 WHERE id = '{talk.Conversation!.Id.Value}'");

        var meanwhile = await Stores.ClaimAsync();
        await takeOver.CommitAsync();
        var afterwards = await Stores.ClaimAsync();

        meanwhile.ShouldHaveSingleItem().Message.Text.ShouldBe("nobody's business");
        afterwards.ShouldBeEmpty();
        (await talk.StatesAsync()).ShouldBe("cancelled");
    }

    [Fact]
    public async Task Several_processes_send_everything_once_and_each_customer_in_order()
    {
        await using var other = await Stores.OpenAsync();
        var outboxes = new[] { Stores.Outbox, (IOutbox)other.GetService(typeof(IOutbox))! };
        var talks = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => StoredTalk.BegunAsync(Stores)));
        foreach (var talk in talks)
        {
            await talk.TurnAsync("1", "2", "3", "4");
        }

        var sent = new ConcurrentQueue<(Guid Customer, string Text)>();
        await Task.WhenAll(outboxes.Concat(outboxes).Select(outbox => Task.Run(() => SendAllAsync(outbox, sent))));

        sent.Count.ShouldBe(100);
        foreach (var customer in sent.GroupBy(message => message.Customer))
        {
            customer.Select(message => message.Text).ShouldBe(["1", "2", "3", "4"]);
        }
    }

    /// <summary>Claims and sends until nothing is left to be sent, every other time claiming the next with the result.</summary>
    private async Task SendAllAsync(IOutbox outbox, ConcurrentQueue<(Guid Customer, string Text)> sent)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (sent.Count < 100 && TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(60))
        {
            foreach (var first in await outbox.ClaimDueAsync(null, 5, CancellationToken.None))
            {
                for (var claimed = first; claimed is not null;)
                {
                    sent.Enqueue((claimed.Customer.Value, claimed.Message.Text));
                    claimed = await outbox.StoreAsync(
                        new SendResult(
                            claimed.Message.Id, claimed.Customer, claimed.ClaimedAt, DeliveryStatus.Sent, [], null, null, 1, Stores.Clock.Now, sent.Count % 2 == 0),
                        CancellationToken.None);
                }
            }
        }
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
