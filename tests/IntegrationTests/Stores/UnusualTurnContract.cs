using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Export;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What flows do besides talking: tags, notes for agents, ratings, the language.</summary>
public abstract class UnusualTurnContract(StoresUnderTest stores) : StoreContract(stores)
{
    private const string Canary = "canary-note नीलकण्ठ";

    private IConversationReads Reads => Stores.Get<IConversationReads>();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_of_it_is_stored_with_its_turn_and_read_again(bool isNew)
    {
        var talk = isNew ? new StoredTalk(Stores) : await StoredTalk.BegunAsync(Stores);

        await DoAsync(talk);
        await talk.TurnAsync("an ordinary turn");

        var known = (await Stores.Get<IKnownCustomers>().FindAsync(talk.Sender, StoresUnderTest.OurNumber, CancellationToken.None))!;
        (known.Customer.Language, known.Conversation!.Language, known.Conversation.SatisfactionScore).ShouldBe(("hi", "hi", 4));
        ConversationTags.Read(known.Conversation.Tags).ShouldBe(["vip", "say \"hi\""]);
        var found = (await Reads.FindAsync(talk.Conversation!.Id, 10, 10, CancellationToken.None))!;
        found.Conversation.Tags.ShouldBe(["vip", "say \"hi\""]);
        found.Notes.Select(note => (note.Text, note.Flow)).ShouldBe([("first", "support"), (Canary, "support")]);
        (await Reads.FindAsync(talk.Conversation.Id, 10, 1, CancellationToken.None))!.Notes.ShouldHaveSingleItem().Text.ShouldBe(Canary);
        (await Stores.Get<IExports>().NotesAsync(talk.Customer!.Id, CancellationToken.None).ToListAsync()).Select(note => note.Text).ShouldBe(["first", Canary]);
    }

    [Fact]
    public async Task Conversations_are_listed_by_a_tag_and_by_nothing_that_only_looks_like_one()
    {
        var (talk, other) = (await StoredTalk.BegunAsync(Stores), await StoredTalk.BegunAsync(Stores));
        await DoAsync(talk);

        (await ListAsync("vip")).ShouldBe([talk.Conversation!.Id.Value]);
        (await ListAsync("say \"hi\"")).ShouldBe([talk.Conversation.Id.Value]);
        foreach (var none in new[] { "vi", "hi", "VIP", "%", "_ip", "\",\"", "other" })
        {
            (await ListAsync(none)).ShouldBeEmpty(none);
        }

        (await Reads.CountAsync(new ConversationFilter { Tag = "vip" }, 10, CancellationToken.None)).Active.ShouldBe(1);
        (await ListAsync(null)).Count.ShouldBe(2);
        other.Conversation!.Tags.ShouldBeNull();
    }

    [Fact]
    public async Task A_tag_that_is_taken_away_is_gone()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await DoAsync(talk);

        var turn = talk.Answer(await talk.WriteAsync());
        await talk.CommitAsync(turn with { Conversation = turn.Conversation with { Tags = ConversationTags.Without(ConversationTags.Without(turn.Conversation.Tags, "vip"), "say \"hi\"") } });

        (await Stores.RowsAsync("SELECT tags FROM conversations")).ShouldHaveSingleItem()["tags"].ShouldBeNull();
    }

    [Fact]
    public async Task A_person_who_changes_a_customer_at_the_same_time_finds_that_they_have_changed()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var before = talk.Customer!.Version;

        await DoAsync(talk);

        (await Stores.RowsAsync("SELECT version FROM customers")).ShouldHaveSingleItem()["version"].ShouldBe($"{before + 1}");
        (await talk.TurnAsync("goes on")).Committed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_note_stands_sealed_in_its_row_where_there_are_keys()
    {
        await DoAsync(await StoredTalk.BegunAsync(Stores));

        (await Stores.RowsAsync("SELECT text FROM notes")).ShouldAllBe(row => SealedText.IsSealed(row["text"]) == IsSealed);
        (await Stores.RowsAsync("SELECT body FROM flow_errands")).ShouldAllBe(row => SealedText.IsSealed(row["body"]) == IsSealed);
    }

    private bool IsSealed => Stores is SealedSqliteStores or SealedPostgresStores;

    private async Task DoAsync(StoredTalk talk)
    {
        var turn = talk.Answer(await talk.WriteAsync(), "thank you");
        var (customer, conversation, now) = (turn.Customer, turn.Conversation, Stores.Clock.Now);
        var done = turn with
        {
            Customer = customer with { Language = "hi", Version = customer.Version + (turn.CustomerBefore is null ? 0 : 1) },
            Conversation = conversation with { Language = "hi", SatisfactionScore = 4, Tags = ConversationTags.With(ConversationTags.With(null, "vip"), "say \"hi\"") },
            Notes = [Note.Of(conversation.Id, "first", "support", now)!, Note.Of(conversation.Id, Canary, "support", now.AddMilliseconds(1))!],
            Errand = new FlowErrand(1, "question", null, Canary),
        };
        (await talk.CommitAsync(done)).Committed.ShouldBeTrue();
    }

    private async Task<IReadOnlyList<Guid>> ListAsync(string? tag) =>
        [.. (await Reads.ListAsync(new ConversationFilter { Tag = tag }, ConversationSort.Newest, null, 10, CancellationToken.None)).Select(one => one.Id)];
}

public sealed class UnusualTurnsOnSqlite(SqliteStores stores) : UnusualTurnContract(stores), IClassFixture<SqliteStores>;

public sealed class UnusualTurnsOnPostgres(PostgresStores stores) : UnusualTurnContract(stores), IClassFixture<PostgresStores>;

public sealed class SealedUnusualTurnsOnSqlite(SealedSqliteStores stores) : UnusualTurnContract(stores), IClassFixture<SealedSqliteStores>;

public sealed class SealedUnusualTurnsOnPostgres(SealedPostgresStores stores) : UnusualTurnContract(stores), IClassFixture<SealedPostgresStores>;
