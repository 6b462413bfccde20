using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Pages;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>Pages are read while turns are committed: what did not change meanwhile is shown once, whatever else happens.</summary>
public abstract class PagesUnderTurnsContract(StoresUnderTest stores) : StoreContract(stores)
{
    private const int Talks = 60;
    private const int PageSize = 7;

    [Theory]
    [InlineData(ConversationSort.Newest, 1)]
    [InlineData(ConversationSort.Newest, 2)]
    [InlineData(ConversationSort.Oldest, 3)]
    [InlineData(ConversationSort.Oldest, 4)]
    [InlineData(ConversationSort.Waiting, 5)]
    [InlineData(ConversationSort.Waiting, 6)]
    public async Task What_did_not_change_is_shown_exactly_once(ConversationSort sort, int seed)
    {
        var lot = new Random(seed);
        var talks = await BeginAsync(lot, sort);
        var changed = new HashSet<Guid>();

        var (seen, after) = (new List<Guid>(), (Place?)null);
        for (var page = await PageAsync(sort, after); page.Count > 0; page = await PageAsync(sort, after))
        {
            seen.AddRange(page.Select(view => view.Id));
            var last = page[^1];
            after = Place.Of(sort == ConversationSort.Waiting ? last.EscalatedAt!.Value : last.UpdatedAt, last.Id);
            foreach (var talk in lot.GetItems(talks, lot.Next(1, 4)))
            {
                await ChangeAsync(talk, lot);
                changed.Add(talk.Conversation!.Id.Value);
            }

            await new StoredTalk(Stores).TurnAsync();
        }

        var untouched = talks.Select(talk => talk.Conversation!.Id.Value).Where(id => !changed.Contains(id)).ToList();
        untouched.ShouldNotBeEmpty();
        seen.Where(untouched.Contains).Order().ShouldBe(untouched.Order());
    }

    /// <summary>Several at the same instant, of every status that the order lets in.</summary>
    private async Task<StoredTalk[]> BeginAsync(Random lot, ConversationSort sort)
    {
        var talks = new StoredTalk[Talks];
        for (var place = 0; place < Talks; place++)
        {
            talks[place] = await StoredTalk.BegunAsync(Stores);
            var status = sort == ConversationSort.Waiting ? "escalated" : lot.GetItems(["active", "escalated", "completed"], 1)[0];
            await Stores.ExecuteAsync(
                "UPDATE conversations SET status = @status, escalated_at = updated_at WHERE id = @id", ("@status", status), ("@id", talks[place].Conversation!.Id.Value));
            if (place % 3 == 0)
            {
                Stores.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        }

        return talks;
    }

    /// <summary>A turn, or what else moves a conversation.</summary>
    private async Task ChangeAsync(StoredTalk talk, Random lot)
    {
        Stores.Clock.Advance(TimeSpan.FromMilliseconds(lot.Next(0, 2)));
        if (lot.Next(2) == 0)
        {
            await talk.TurnAsync("an answer");
        }
        else
        {
            await Stores.ExecuteAsync(
                "UPDATE conversations SET status = 'escalated', escalated_at = @now, updated_at = @now, version = version + 1 WHERE id = @id",
                ("@now", Stores.Clock.Now), ("@id", talk.Conversation!.Id.Value));
            talk.Conversation = talk.Conversation with { Version = talk.Conversation.Version + 1 };
        }
    }

    private Task<IReadOnlyList<ConversationView>> PageAsync(ConversationSort sort, Place? after) =>
        Stores.Get<IConversationReads>().ListAsync(new ConversationFilter(), sort, after, PageSize, CancellationToken.None);
}

public sealed class PagesUnderTurnsOnSqlite(SqliteStores stores) : PagesUnderTurnsContract(stores), IClassFixture<SqliteStores>;

public sealed class PagesUnderTurnsOnPostgres(PostgresStores stores) : PagesUnderTurnsContract(stores), IClassFixture<PostgresStores>;
