using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>Whole words, all of them, newest first: whatever the script, and on either database the same.</summary>
public abstract class SearchContract(StoresUnderTest stores) : StoreContract(stores)
{
    /// <summary>What is written, what is searched for, and whether that finds it.</summary>
    public static TheoryData<string, string, bool> Searches => new()
    {
        { "my order has not come", "order", true },
        { "my order has not come", "come order", true },
        { "my order has not come", "order never", false },
        { "my order has not come", "ord", false },
        { "my order has not come", "orders", false },
        { "My ORDER", "order", true },
        { "my order", "ORDER", true },
        { "ÉCOLE", "école", true },
        { "un café noir", "café", true },
        { "un café noir", "cafe", false },
        { "нет заказа", "ЗАКАЗА", true },
        { "नमस्ते, मेरा ऑर्डर नहीं आया।", "ऑर्डर", true },
        { "नमस्ते, मेरा ऑर्डर नहीं आया।", "आया नमस्ते", true },
        { "नमस्ते, मेरा ऑर्डर नहीं आया।", "ऑर", false },
        { "مرحبا، أين طلبي؟", "طلبي", true },
        { "مرحبا، أين طلبي؟", "طلب", false },
        { "வணக்கம், என் ஆர்டர்", "ஆர்டர்", true },

        // Nothing says where a Chinese word ends: a run of characters is one word.
        { "你好世界。订单在哪里", "订单在哪里", true },
        { "你好世界。订单在哪里", "订单", false },
        { "thanks👍 so much 🙏", "thanks", true },
        { "thanks👍 so much 🙏", "🙏 much", true },
        { "order ORD-1234, please", "1234", true },
        { "order ORD-1234, please", "ORD-1234", true },
        { "yes/no", "no", true },
        { "write to asha@example.com", "asha", true },
        { "write to asha@example.com", "example.com", true },
        { "see https://example.com/help?id=7", "help", true },
        { "it costs 1,299.00 rupees", "1,299.00", true },
        { "it costs 1,299.00 rupees", "299", true },
        { "call +919811112222", "919811112222", true },
        { "don't do it", "don't", true },
        { "<b>bold</b> & \"quoted\"", "bold quoted", true },
        { "my order <number 4711>", "4711", true },
        { "a &copy; b", "copy", true },
        { "snake_case and v1.2", "case v1", true },
        { "می‌خواهم", "خواهم", true },

        // What means something to a search engine means nothing here.
        { "my order", "\"order\"", true },
        { "my order", "\"my order", true },
        { "my order", "order*", true },
        { "my order", "ord*", false },
        { "my order", "order OR refund", false },
        { "this or that", "this OR that", true },
        { "my order", "order & !refund", false },
        { "my order", "-order", true },
        { "my order", "content:order", false },
        { "my order", "NEAR(my order)", false },
        { "my order", "order') --", true },
        { "#0 is no mark", "0", true },
    };

    private IMessageSearch Search => Stores.Get<IMessageSearch>();

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Words_are_found_whole_and_all_of_them(string written, string asked, bool isFound)
    {
        await new StoredTalk(Stores).TurnAsync("something else", written);

        var found = await FindAsync(asked);

        found.Select(message => message.Message.Content).ShouldBe(isFound ? [written] : []);
    }

    [Theory]
    [InlineData("#")]
    [InlineData("#0")]
    [InlineData("!?* \"' ()")]
    [InlineData("👍🙏")]
    public async Task Signs_alone_find_nothing(string asked)
    {
        await new StoredTalk(Stores).TurnAsync("hello");

        (SearchWords.Of(asked).All.Count == 0 ? [] : await FindAsync(asked)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_place_that_somebody_made_up_is_behind_nothing()
    {
        await new StoredTalk(Stores).TurnAsync("one word");

        (await FindAsync("word", before: DateTimeOffset.MaxValue.UtcTicks)).Count.ShouldBe(1);
        (await FindAsync("word", before: 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_tells_where_it_belongs_and_who_it_is_with()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one word");

        var found = (await FindAsync("word")).ShouldHaveSingleItem();

        (found.Conversation, found.Customer, found.CustomerName, found.Message.Ordinal).ShouldBe((talk.Conversation!.Id.Value, talk.Customer!.Id.Value, "Asha", 2));
        (found.Message.Author, found.Message.Status).ShouldBe((Author.Bot, DeliveryStatus.Pending));
    }

    [Fact]
    public async Task The_newest_come_first_and_pages_follow_each_other()
    {
        var (talk, other) = (new StoredTalk(Stores), new StoredTalk(Stores));
        await talk.TurnAsync("word 1", "word 2", "nothing");
        await other.TurnAsync("word 3");
        await talk.TurnAsync("word 4", "word 5");

        var first = await FindAsync("word", limit: 2);
        var second = await FindAsync("word", first[^1].Place, 2);
        var third = await FindAsync("word", second[^1].Place, 2);

        Texts(first).ShouldBe(["word 5", "word 4"]);
        Texts(second).ShouldBe(["word 3", "word 2"]);
        Texts(third).ShouldBe(["word 1"]);
        (await FindAsync("word", third[^1].Place)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_without_text_a_very_long_one_and_one_that_is_one_long_word_hold_up_nothing()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("", new string('x', 5000), string.Join(' ', Enumerable.Range(0, 4000).Select(number => $"w{number}")), "the last word");
        await Stores.ExecuteAsync("UPDATE messages SET content = NULL WHERE content = ''");

        Texts(await FindAsync("last")).ShouldBe(["the last word"]);
        (await FindAsync("w7 w9")).ShouldHaveSingleItem();
        (await FindAsync(string.Join(' ', Enumerable.Range(0, 60).Select(number => $"w{number}")))).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("menu pdf", 0)]
    [InlineData("caption", 0)]
    [InlineData("corner shop", 1)]
    [InlineData("some road", 1)]
    [InlineData("haircut", null)]
    [InlineData("example", null)]
    public async Task A_document_and_a_place_are_found_by_what_they_are_called(string asked, int? place)
    {
        var talk = new StoredTalk(Stores);
        var turn = talk.Answer(await talk.WriteAsync(), "a caption", "", "the choices");
        Message[] said =
        [
            turn.Messages[0],
            turn.Messages[1] with { Type = MessageType.Document, Media = """{"url":"https://shop.example/a","filename":"Menu.pdf"}""" },
            turn.Messages[2] with { Type = MessageType.Location, Content = null, Media = """{"latitude":1,"longitude":2,"name":"Corner shop","address":"1, Some Road"}""" },
            turn.Messages[3] with { Options = [new ReplyOption("1", "Haircut")], Media = """{"listButton":"See haircuts"}""" },
        ];
        (await talk.CommitAsync(turn with { Messages = said })).Committed.ShouldBeTrue();

        var found = await FindAsync(asked);

        found.Select(message => message.Message.Id).ShouldBe(place is { } at ? [said[at + 1].Id.Value] : []);
    }

    [Fact]
    public async Task Words_are_found_across_the_parts_of_a_large_table()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("needle 1");
        foreach (var (place, text) in new[] { (20_000, "needle 2"), (40_000, "needle 3"), (200_000, "needle 4") })
        {
            // As if so many messages had been written in between.
            await GoToAsync(place);
            await talk.SayAsAgentAsync(text);
        }

        Texts(await FindAsync("needle")).ShouldBe(["needle 4", "needle 3", "needle 2", "needle 1"]);
        var second = await FindAsync("needle", limit: 2);
        Texts(await FindAsync("needle", second[^1].Place)).ShouldBe(["needle 2", "needle 1"]);
        (await FindAsync("needle 3")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Customers_are_found_by_all_words_of_their_names_newest_first()
    {
        var ids = new List<Guid>();
        foreach (var name in new[] { "Asha Kumar", "Ravi Kumar", "आशा वर्मा", "O'Brien-Smith", "" })
        {
            Stores.Clock.Advance(TimeSpan.FromMinutes(1));
            var talk = await StoredTalk.BegunAsync(Stores);
            ids.Add(talk.Customer!.Id.Value);
            await Stores.ExecuteAsync("UPDATE customers SET name = @name WHERE id = @id", ("@name", name.Length == 0 ? null : name), ("@id", talk.Customer.Id.Value));
        }

        (await CalledAsync("kumar")).ShouldBe([ids[1], ids[0]]);
        (await CalledAsync("KUMAR asha")).ShouldBe([ids[0]]);
        (await CalledAsync("kum")).ShouldBeEmpty();
        (await CalledAsync("वर्मा")).ShouldBe([ids[2]]);
        (await CalledAsync("smith")).ShouldBe([ids[3]]);
        (await CalledAsync("o'brien")).ShouldBe([ids[3]]);
        (await CalledAsync(ids[0].ToString()[..8])).ShouldBeEmpty();

        await Stores.ExecuteAsync("UPDATE customers SET name = 'Asha Rao' WHERE id = @id", ("@id", ids[0]));

        (await CalledAsync("kumar")).ShouldBe([ids[1]]);
        (await CalledAsync("rao")).ShouldBe([ids[0]]);
    }

    [Fact]
    public async Task Pages_of_customers_of_one_name_leave_nobody_out()
    {
        await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => StoredTalk.BegunAsync(Stores)));

        var (seen, after) = (new List<Guid>(), (Place?)null);
        for (var page = await PageAsync("asha", after, 3); page.Count > 0; page = await PageAsync("asha", after, 3))
        {
            seen.AddRange(page.Select(customer => customer.Id));
            after = Place.Of(page[^1].CreatedAt, page[^1].Id);
        }

        seen.Count.ShouldBe(7);
        seen.ShouldBeUnique();
    }

    private static IEnumerable<string?> Texts(IEnumerable<FoundMessage> found) => found.Select(message => message.Message.Content);

    /// <summary>The next message is drawn a place behind this one.</summary>
    protected abstract Task GoToAsync(long place);

    private async Task<IReadOnlyList<FoundMessage>> FindAsync(string asked, long? before = null, int limit = 10)
    {
        await Stores.IndexAsync();
        return await Search.FindAsync(SearchWords.Of(asked), before, limit, CancellationToken.None);
    }

    private async Task<IReadOnlyList<Application.Customers.CustomerView>> PageAsync(string name, Place? after, int limit)
    {
        await Stores.IndexAsync();
        return await Stores.Get<INameSearch>().FindAsync(SearchWords.Of(name), after, limit, CancellationToken.None);
    }

    private async Task<IEnumerable<Guid>> CalledAsync(string name) => (await PageAsync(name, null, 10)).Select(customer => customer.Id);
}

public sealed class SearchOnSqlite(SqliteStores stores) : SearchContract(stores), IClassFixture<SqliteStores>
{
    protected override Task GoToAsync(long place) => Stores.ExecuteAsync("UPDATE sqlite_sequence SET seq = @place WHERE name = 'messages'", ("@place", place));
}

public sealed class SearchOnPostgres(PostgresStores stores) : SearchContract(stores), IClassFixture<PostgresStores>
{
    protected override Task GoToAsync(long place) => Stores.ExecuteAsync("SELECT setval(pg_get_serial_sequence('messages', 'seq'), @place)", ("@place", place));
}
