using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Search;
using WhatsAppSupport.Infrastructure.Persistence.Search;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What the index holds, and how it comes to hold it: in the background, once, and never a word that can be read.</summary>
public abstract class WordIndexContract(StoresUnderTest stores) : StoreContract(stores)
{
    [Fact]
    public async Task What_was_written_is_found_once_it_is_indexed_and_not_before()
    {
        await new StoredTalk(Stores).TurnAsync("quince");

        (await FoundAsync("quince")).ShouldBeEmpty();
        await Stores.IndexAsync();
        (await FoundAsync("quince")).ShouldBe(["quince"]);
    }

    [Fact]
    public async Task No_word_can_be_read_in_the_index()
    {
        await new StoredTalk(Stores).TurnAsync("quince and गुलाब");
        await Stores.IndexAsync();

        var rows = await Stores.RowsAsync("SELECT * FROM message_marks");
        var names = await Stores.RowsAsync("SELECT * FROM customer_marks");

        rows.Count.ShouldBe(2);
        names.Count.ShouldBe(1);
        foreach (var value in rows.Concat(names).SelectMany(row => row.Values))
        {
            value!.ToLowerInvariant().ShouldNotContain("quince");
            value.ToLowerInvariant().ShouldNotContain("asha");
            value.ShouldNotContain("गुलाब");
        }
    }

    [Fact]
    public async Task What_is_removed_takes_its_marks_along()
    {
        var (talk, other) = (new StoredTalk(Stores), new StoredTalk(Stores));
        await talk.TurnAsync("quince");
        await other.TurnAsync("quince again");
        await Stores.IndexAsync();

        await Stores.ExecuteAsync("DELETE FROM messages WHERE customer_id = @id", ("@id", talk.Customer!.Id.Value));
        await Stores.ExecuteAsync("DELETE FROM conversations WHERE customer_id = @id", ("@id", talk.Customer.Id.Value));
        await Stores.ExecuteAsync("DELETE FROM customers WHERE id = @id", ("@id", talk.Customer.Id.Value));

        (await FoundAsync("quince")).ShouldBe(["quince again"]);
        (await Stores.RowsAsync("SELECT * FROM message_marks")).Count.ShouldBe(2);
        (await Stores.RowsAsync("SELECT * FROM customer_marks")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_customer_who_is_removed_before_their_name_is_indexed_holds_up_nobody()
    {
        var (talk, other) = (await StoredTalk.BegunAsync(Stores), await StoredTalk.BegunAsync(Stores));
        await Stores.ExecuteAsync("DELETE FROM messages WHERE customer_id = @id", ("@id", talk.Customer!.Id.Value));
        await Stores.ExecuteAsync("DELETE FROM conversations WHERE customer_id = @id", ("@id", talk.Customer.Id.Value));
        await Stores.ExecuteAsync("DELETE FROM customers WHERE id = @id", ("@id", talk.Customer.Id.Value));

        await Stores.IndexAsync();

        (await Stores.RowsAsync("SELECT * FROM customer_marks")).ShouldHaveSingleItem()["customer_id"].ShouldBe($"{other.Customer!.Id}", StringCompareShould.IgnoreCase);
        (await Stores.RowsAsync("SELECT * FROM unmarked_names")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_turn_of_a_customer_who_is_called_as_before_is_no_work_for_the_index()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await Stores.IndexAsync();

        await talk.TurnAsync("hello");

        (await Stores.RowsAsync("SELECT * FROM unmarked_names")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_place_that_is_filled_later_is_found_also_by_a_process_that_has_just_started(bool hasJustStarted)
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await talk.TurnAsync("hello", "quince");
        await TakeOutAsync("quince");
        await talk.TurnAsync("pear");
        await Stores.IndexAsync();
        (await FoundAsync("pear")).ShouldNotBeEmpty();

        await PutBackAsync();
        (await (hasJustStarted ? Fresh() : Stores.Get<MessageIndex>()).AddAsync(100, CancellationToken.None)).ShouldBeFalse();

        (await FoundAsync("quince")).ShouldBe(["quince"]);
    }

    [Fact]
    public async Task What_was_there_before_the_index_comes_in_from_the_newest_on_and_a_restart_goes_on()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await talk.TurnAsync("quince 1", "quince 2", "quince 3", "quince 4");
        await Stores.ExecuteAsync("DELETE FROM message_marks");
        await Stores.ExecuteAsync("UPDATE search_progress SET newest = (SELECT max(seq) FROM messages), oldest = (SELECT max(seq) FROM messages)");
        await talk.TurnAsync("quince 5");

        await Fresh().AddAsync(100, CancellationToken.None);
        (await FoundAsync("quince")).ShouldBe(["quince 5"]);
        (await Fresh().AddOlderAsync(2, CancellationToken.None)).ShouldBeTrue();
        (await FoundAsync("quince")).ShouldBe(["quince 5", "quince 4", "quince 3"]);
        (await Fresh().AddOlderAsync(100, CancellationToken.None)).ShouldBeFalse();
        (await FoundAsync("quince")).ShouldBe(["quince 5", "quince 4", "quince 3", "quince 2", "quince 1"]);
        (await Stores.RowsAsync("SELECT * FROM search_progress")).ShouldHaveSingleItem()["oldest"].ShouldBe("0");
    }

    [Fact]
    public async Task Two_that_index_at_once_do_it_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => new StoredTalk(Stores).TurnAsync($"quince {number}")));
        var several = Enumerable.Range(0, 4).Select(_ => Fresh()).ToList();

        await Task.WhenAll(several.Select(index => Task.Run(async () =>
        {
            while (await index.AddAsync(7, CancellationToken.None))
            {
            }
        })));
        await Stores.IndexAsync();

        (await FoundAsync("quince")).Count.ShouldBe(20);
        (await Stores.RowsAsync("SELECT * FROM message_marks")).Count.ShouldBe(40);
    }

    /// <summary>As a process that has just started.</summary>
    internal MessageIndex Fresh() => ActivatorUtilities.CreateInstance<MessageIndex>(Stores.Get<IServiceProvider>());

    protected async Task<IReadOnlyList<string?>> FoundAsync(string asked) =>
        [.. (await Stores.Get<IMessageSearch>().FindAsync(SearchWords.Of(asked), null, 100, CancellationToken.None)).Select(found => found.Message.Content)];

    /// <summary>As it is while the transaction that wrote it is under way: its place is drawn, and nobody sees it.</summary>
    private async Task TakeOutAsync(string text)
    {
        await Stores.ExecuteAsync("CREATE TABLE taken_out AS SELECT * FROM messages WHERE content = @text", ("@text", text));
        await Stores.ExecuteAsync("DELETE FROM messages WHERE content = @text", ("@text", text));
    }

    private async Task PutBackAsync()
    {
        const string Columns =
            """
            seq, id, conversation_id, customer_id, ordinal, direction, message_type, content, sender_number, recipient_number,
            delivery_status, is_queued, attempts, repeats, author, ownership_epoch, created_at
            """;
        await Stores.ExecuteAsync($"INSERT INTO messages ({Columns}) SELECT {Columns} FROM taken_out");
        await Stores.ExecuteAsync("DROP TABLE taken_out");
    }
}

public sealed class WordIndexOnSqlite(SqliteStores stores) : WordIndexContract(stores), IClassFixture<SqliteStores>
{
    [Fact]
    public async Task Nothing_is_left_of_what_was_removed_in_the_pages_of_the_index()
    {
        await new StoredTalk(Stores).TurnAsync("quince");
        await Stores.IndexAsync();
        var marks = (await Stores.RowsAsync("SELECT * FROM message_marks")).Select(row => row["marks"]!).ToList();
        (await HexOfIndexAsync()).ShouldContain(InHex(marks[0]));

        await Stores.ExecuteAsync("DELETE FROM messages");

        var left = await HexOfIndexAsync();
        marks.ShouldAllBe(mark => !left.Contains(InHex(mark)));
    }

    private async Task<string> HexOfIndexAsync() => string.Concat((await Stores.RowsAsync("SELECT block FROM message_index_data")).Select(row => row["block"]));

    private static string InHex(string mark) => Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(mark[..16])[2..]);
}

public sealed class WordIndexOnPostgres(PostgresStores stores) : WordIndexContract(stores), IClassFixture<PostgresStores>
{
    [Fact]
    public async Task A_message_that_is_committed_after_a_later_one_is_found()
    {
        await StoredTalk.BegunAsync(Stores);
        var database = Stores.Get<Infrastructure.Persistence.Database>();
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = connection.CreateCommand();
        insert.CommandText =
            """
            INSERT INTO messages (id, conversation_id, customer_id, ordinal, direction, message_type, content, sender_number, recipient_number,
              delivery_status, is_queued, attempts, repeats, author, ownership_epoch, created_at)
            SELECT gen_random_uuid(), conversation_id, customer_id, 100, direction, message_type, 'quince', sender_number, recipient_number,
              delivery_status, is_queued, attempts, repeats, author, ownership_epoch, created_at FROM messages LIMIT 1
            """;
        (await insert.ExecuteNonQueryAsync()).ShouldBe(1);
        await new StoredTalk(Stores).TurnAsync("pear");
        await Stores.IndexAsync();
        (await FoundAsync("pear")).ShouldNotBeEmpty();
        (await FoundAsync("quince")).ShouldBeEmpty();

        await transaction.CommitAsync();
        await Stores.IndexAsync();

        (await FoundAsync("quince")).ShouldBe(["quince"]);
    }

    [Fact]
    public async Task What_is_being_removed_while_it_is_indexed_leaves_no_marks_behind()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await talk.TurnAsync("quince");
        var database = Stores.Get<Infrastructure.Persistence.Database>();
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var remove = connection.CreateCommand();
        remove.CommandText = "DELETE FROM messages WHERE content = 'quince'";
        (await remove.ExecuteNonQueryAsync()).ShouldBe(1);

        // It has read the message, and waits with what it is to store.
        var indexing = Task.Run(() => Stores.IndexAsync());
        await Eventually.BecomesTrueAsync(
            async () => (await Stores.RowsAsync("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).Count == 1,
            TimeSpan.FromSeconds(30),
            "the index waits for who removes");
        await transaction.CommitAsync();
        await indexing;

        (await Stores.RowsAsync("SELECT seq FROM message_marks EXCEPT SELECT seq FROM messages")).ShouldBeEmpty();
        (await FoundAsync("hello")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_that_is_indexed_can_be_claimed_at_the_same_moment()
    {
        await new StoredTalk(Stores).TurnAsync("quince");
        var database = Stores.Get<Infrastructure.Persistence.Database>();
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var claim = connection.CreateCommand();
        claim.CommandText = "SELECT seq FROM messages FOR UPDATE";
        await claim.ExecuteNonQueryAsync();

        await Stores.IndexAsync().WaitAsync(TimeSpan.FromSeconds(20));

        (await FoundAsync("quince")).ShouldBe(["quince"]);
    }
}
