using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence;

namespace WhatsAppSupport.IntegrationTests.Stores;

public sealed class TurnsOnPostgres(PostgresStores stores) : TurnContract(stores), IClassFixture<PostgresStores>
{
    public enum Begins
    {
        Nothing,
        Conversation,
        Customer,
    }

    /// <summary>What differs between two customers anyhow.</summary>
    private static readonly string[] Own = ["id", "seq", "customer_id", "conversation_id", "customer_hash", "phone_hash", "phone_number", "provider_id_hash",
        "session_id", "slot", "sender_number", "recipient_number"];

    [Theory]
    [InlineData(true, Begins.Nothing)]
    [InlineData(false, Begins.Nothing)]
    [InlineData(true, Begins.Conversation)]
    [InlineData(true, Begins.Customer)]
    [InlineData(false, Begins.Customer)]
    public async Task The_batch_and_the_general_path_store_the_same(bool claimFirst, Begins begins)
    {
        var dumps = new List<string>();
        foreach (var store in new[] { Stores.Turns, Stores.Get<TurnStore>() })
        {
            await Stores.EmptyAsync();
            var talk = begins == Begins.Customer ? new StoredTalk(Stores) : await StoredTalk.BegunAsync(Stores);
            if (begins == Begins.Conversation)
            {
                await Stores.ExecuteAsync("UPDATE conversations SET status = 'completed'");
                talk.Conversation = null;
            }

            var turn = Rich(talk.Answer(await talk.WriteAsync(), "one", "two"));
            (await store.CommitAsync(turn, claimFirst, CancellationToken.None)).Claimed?.Content.ShouldBe("one");
            dumps.Add(await StoredAsync());
        }

        dumps[0].ShouldBe(dumps[1]);
        dumps[0].ShouldContain("a-model");
        dumps[0].ShouldContain("billing");
    }

    [Fact]
    public async Task Two_processes_with_the_same_turns_commit_each_exactly_once()
    {
        await using var other = await Stores.OpenAsync();
        var elsewhere = (ITurnStore)other.GetService(typeof(ITurnStore))!;
        var talks = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => StoredTalk.BegunAsync(Stores)));
        for (var round = 0; round < 5; round++)
        {
            var turns = new List<Turn>();
            foreach (var talk in talks)
            {
                turns.Add(talk.Answer(await talk.WriteAsync(), "a reply"));
            }

            var here = Task.WhenAll(turns.Select(CommitAsync));
            var there = Task.WhenAll(turns.AsEnumerable().Reverse().Select(turn => elsewhere.CommitAsync(Again(turn), false, CancellationToken.None)));
            var receipts = (await here).Zip((await there).Reverse());

            receipts.ShouldAllBe(pair => pair.First.Committed != pair.Second.Committed);
            foreach (var (talk, turn) in talks.Zip(turns))
            {
                (talk.Customer, talk.Conversation) = (turn.Customer, turn.Conversation);
            }
        }

        foreach (var talk in talks)
        {
            (await talk.MessagesAsync()).Count.ShouldBe(1 + (5 * 2));
        }
    }

    /// <summary>The same turn as another process decides it: its messages have ids of their own.</summary>
    private Turn Again(Turn turn) => turn with
    {
        Messages = [.. turn.Messages.Select(message => message with { Id = MessageId.New(Stores.Clock.Now) })],
    };

    /// <summary>A turn in which nothing is left at its default.</summary>
    private Turn Rich(Turn turn)
    {
        var now = Stores.Clock.Now;
        var begun = turn.CustomerBefore?.CreatedAt ?? now - TimeSpan.FromSeconds(3);
        var conversation = turn.Conversation.Escalate("billing", "customer_asked", now).Flagged() with
        {
            Flow = new FlowPosition("refund", "v2", "3/else/0", "{\"a\":1}"),
            Topic = "refund",
            Language = "hi",
            Assignee = "agent-7",
            AssignedAt = now - TimeSpan.FromSeconds(5),
            OwnershipEpoch = 3,
            SatisfactionScore = 4,
        };
        var messages = turn.Messages.Select(message => message with
        {
            Type = message.Direction == Direction.Inbound ? MessageType.Image : MessageType.Interactive,
            Media = "{\"url\":\"x\"}",
            Options = message.Direction == Direction.Inbound ? [] : [new ReplyOption("a", "A", "more", "One"), new ReplyOption("b", "B")],
            ProviderMessageId = "wamid.9",
            OwnershipEpoch = 3,
            Author = message.Direction == Direction.Inbound ? Author.Customer : Author.Model,
            Model = message.Direction == Direction.Inbound ? null : new ModelUsage("a-model", 12, 345),
            ProcessingTime = TimeSpan.FromSeconds(1.5),
            SentAt = now - TimeSpan.FromSeconds(9),
        });
        return turn with
        {
            Conversation = conversation,
            Messages = [.. messages],
            Customer = turn.Customer with { Name = "Other", LastHeardAt = now - TimeSpan.FromMinutes(1), UpdatedAt = now - TimeSpan.FromSeconds(2), CreatedAt = begun },
        };
    }

    private async Task<string> StoredAsync()
    {
        var lines = new List<string>();
        foreach (var query in new[] { "inbox ORDER BY id", "customers", "conversations ORDER BY status", "messages ORDER BY seq" })
        {
            foreach (var row in await Stores.RowsAsync($"SELECT * FROM {query}"))
            {
                lines.Add(string.Join('\n', row.Where(column => !Own.Contains(column.Key)).Select(column => $"{column.Key}={column.Value}")));
            }
        }

        return string.Join('\n', lines);
    }
}
