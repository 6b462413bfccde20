using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Retention;

namespace WhatsAppSupport.IntegrationTests.Stores;

public sealed class RetentionOnPostgres(PostgresStores stores) : RetentionContract(stores), IClassFixture<PostgresStores>
{
    private static readonly RetentionLimits Limits = new() { Messages = TimeSpan.FromDays(30) };

    [Fact]
    public async Task Two_processes_at_once_remove_everything_once_and_nothing_else()
    {
        await using var other = await Stores.OpenAsync();
        for (var round = 0; round < 5; round++)
        {
            var old = await TalksAsync(30);
            await Stores.PassAsync(days: 100);
            var young = await TalksAsync(30);

            var removed = await Task.WhenAll(
                Task.Run(() => Stores.RemoveOldAsync(Limits)),
                Task.Run(() => StoredAge.RemoveOldAsync(other.GetServices<IRetained>(), Limits, Stores.Clock.Now)));

            // What each has left alone because the other had it in its hand is gone, or goes now.
            var left = await Stores.RemoveOldAsync(Limits);
            var gone = removed.Append(left).SelectMany(one => one).ToLookup(one => one.Key, one => one.Value);
            gone[RetentionKind.Messages].Sum().ShouldBe(3 * old.Count);
            gone[RetentionKind.Customers].Sum().ShouldBe(old.Count);
            gone[RetentionKind.Inbox].Sum().ShouldBe(2 * old.Count);
            (await Stores.CountAsync("messages")).ShouldBe(3 * young.Count);
            (await Stores.CountAsync("customers")).ShouldBe(young.Count);
            await Stores.EmptyAsync();
        }
    }

    [Fact]
    public async Task Who_comes_back_at_that_very_moment_is_answered_once_and_has_a_conversation()
    {
        var talks = await TalksAsync(60);
        await Stores.PassAsync(days: 100);
        await Stores.RemoveOldAsync(Limits, RetentionKind.Messages);

        // Committed by what the cache knew: it finds everything as it was, or nobody any more, and then it is decided anew.
        var turns = Task.WhenAll(talks.Select(talk => Task.Run(async () =>
        {
            var row = await talk.WriteAsync();
            talk.Conversation = null;
            if (!(await talk.CommitAsync(talk.Answer(row, "hello again"))).Committed)
            {
                (talk.Customer, talk.Conversation) = (null, null);
                var known = await Stores.Get<IKnownCustomers>().FindAsync(talk.Sender, StoresUnderTest.OurNumber, CancellationToken.None);
                talk.Customer = known?.Customer;
                (await talk.CommitAsync(talk.Answer(row, "hello"))).Committed.ShouldBeTrue();
            }
        })));
        var gone = await Stores.RemoveOldAsync(Limits);
        await turns;

        gone.Keys.ShouldBeSubsetOf([RetentionKind.References, RetentionKind.Conversations, RetentionKind.Customers, RetentionKind.Inbox]);
        (await Stores.CountAsync("customers")).ShouldBe(talks.Count);
        (await Stores.CountAsync("conversations WHERE status = 'active'")).ShouldBe(talks.Count);
        (await Stores.CountAsync("messages WHERE is_queued")).ShouldBe(talks.Count);
        (await Stores.CountAsync("inbox WHERE state = 'pending'")).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_waits_for_what_somebody_else_holds()
    {
        var (held, free) = (await Stores.AnsweredAsync(), await Stores.AnsweredAsync());
        await Stores.PassAsync(days: 100);
        await using var connection = await Stores.Get<Infrastructure.Persistence.Database>().OpenAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = Infrastructure.Persistence.Statement.Of(
            connection, Stores.Get<Infrastructure.Persistence.Database>(), "SELECT 1 FROM customers WHERE id = @id FOR UPDATE", ("@id", held.Customer!.Id.Value));
        hold.Transaction = transaction;
        await hold.ExecuteNonQueryAsync();

        (await Stores.RemoveOldAsync(Limits))[RetentionKind.Customers].ShouldBe(1);

        (await Stores.RowsAsync("SELECT id FROM customers")).ShouldHaveSingleItem()["id"].ShouldBe($"{held.Customer.Id.Value}");
        await transaction.RollbackAsync();
        (await Stores.RemoveOldAsync(Limits))[RetentionKind.Customers].ShouldBe(1);
        free.Customer.ShouldNotBeNull();
    }

    private async Task<IReadOnlyList<StoredTalk>> TalksAsync(int count)
    {
        var talks = new List<StoredTalk>();
        for (var index = 0; index < count; index++)
        {
            talks.Add(await Stores.AnsweredAsync());
        }

        return talks;
    }
}
