using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Export;
using WhatsAppSupport.Application.Undelivered;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>Whatever a bot can say leaves as it was decided, and is read so by people, with keys and without, whichever way it was stored and claimed.</summary>
public abstract class ShownContract(StoresUnderTest stores) : StoreContract(stores)
{
    private static readonly Dictionary<string, Reply> Everything = new()
    {
        ["text"] = new Reply("Hello"),
        ["buttons"] = new Reply("Well?", [new("a", "Yes"), new("b", "No")]),
        ["list"] = new Reply("Pick", [new("a", "Haircut", "30 min", "Hair"), new("b", "Facial", null, "Skin"), new("c", "Other", "Ask us")]) { ListButton = "मेनू" },
        ["image"] = new Reply("Look") { Media = new ReplyMedia(MessageType.Image, "https://shop.example/a?b=\"1\"") },
        ["document"] = new Reply("Our menu") { Media = new ReplyMedia(MessageType.Document, "https://shop.example/a", "मेनू.pdf") },
        ["audio"] = new Reply("") { Media = new ReplyMedia(MessageType.Audio, "https://shop.example/a") },
        ["video"] = new Reply("") { Media = new ReplyMedia(MessageType.Video, "https://shop.example/a") },
        ["location"] = new Reply("") { Location = new ReplyLocation(19.0759837, -72.5, "Shop", "1, Some Road") },
    };

    public static TheoryData<string> Kinds => [.. Everything.Keys];

    public static TheoryData<string, bool> KindsOnEitherPath
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var kind in Everything.Keys)
            {
                data.Add(kind, true);
                data.Add(kind, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(KindsOnEitherPath))]
    public async Task It_is_claimed_out_of_its_row_as_it_was_decided(string kind, bool inBatch)
    {
        await SaidAsync(kind, inBatch);

        var claimed = await Stores.ClaimOneAsync();

        ShouldSay(claimed.Message, kind);
    }

    [Theory]
    [MemberData(nameof(KindsOnEitherPath))]
    public async Task It_is_claimed_by_its_turn_as_it_was_decided(string kind, bool inBatch)
    {
        var (talk, receipt) = await SaidAsync(kind, inBatch, claimFirst: true);

        var claimed = ClaimedMessage.From(receipt.Claimed.ShouldNotBeNull(), new ServiceWindow(talk.Customer!.LastHeardAt));

        ShouldSay(claimed.Message, kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_is_claimed_by_the_result_before_it_as_it_was_decided(string kind)
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("before it");
        await SayAsync(talk, kind, inBatch: true, claimFirst: false);
        var before = await Stores.ClaimOneAsync();

        var next = await Stores.StoreAsync(before, DeliveryStatus.Sent, "wamid.1", claimNext: true);

        ShouldSay(next.ShouldNotBeNull().Message, kind);
    }

    [Theory]
    [MemberData(nameof(KindsOnEitherPath))]
    public async Task People_read_what_was_said(string kind, bool inBatch)
    {
        var (talk, _) = await SaidAsync(kind, inBatch);
        var said = Everything[kind];

        var view = (await ViewsAsync(talk))[^1];
        var exported = await LastExportedAsync(talk);

        view.Options.ShouldBe(said.Options);
        (view.Type, view.Content, view.Media).ShouldBe((TypeOf(kind), said.Text.Length > 0 ? said.Text : null, MediaText.Write(said)));
        exported.Options.ShouldBe(said.Options);
        (exported.MessageType, exported.Content, exported.Media).ShouldBe((view.Type, view.Content, view.Media));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_did_not_arrive_is_found_whole_to_be_sent_anew(string kind)
    {
        var (talk, _) = await SaidAsync(kind, inBatch: true);
        await Stores.ExecuteAsync("UPDATE messages SET delivery_status = 'failed', is_queued = @no WHERE direction = 'outbound'", ("@no", false));
        var id = new MessageId((await ViewsAsync(talk))[^1].Id);

        var found = (await Stores.Get<IUndelivered>().FindAsync(id, CancellationToken.None))!.Message;

        MediaText.Read(found.Type, found.Content ?? "", found.Options, found.Media).ShouldBeLike(Everything[kind]);
    }

    [Fact]
    public async Task Rows_of_older_versions_are_read_as_they_were()
    {
        var (talk, _) = await SaidAsync("buttons", inBatch: true);
        await Stores.ExecuteAsync("""UPDATE messages SET options = '[{"id":"a","title":"Yes"}]' WHERE direction = 'outbound'""");

        (await ViewsAsync(talk))[^1].Options.ShouldBe([new ReplyOption("a", "Yes")]);
        (await Stores.ClaimOneAsync()).Message.Options.ShouldBe([new ReplyOption("a", "Yes")]);
    }

    /// <summary>An older version that runs beside this one while it is brought out reads them, too.</summary>
    [Fact]
    public async Task Buttons_are_stored_as_older_versions_store_them()
    {
        var (talk, _) = await SaidAsync("buttons", inBatch: true);

        var options = (await talk.MessagesAsync()).Last()["options"].ShouldNotBeNull();

        options.ShouldNotContain("description");
        options.ShouldNotContain("section");
    }

    [Theory]
    [InlineData("""{"url":7}""")]
    [InlineData("\u0001sAAAA")]
    [InlineData(null)]
    public async Task What_was_to_be_shown_and_cannot_be_read_is_not_sent_without_it_and_holds_up_nobody(string? damaged)
    {
        await SaidAsync("image", inBatch: true);
        await Stores.ExecuteAsync("UPDATE messages SET media = @damaged WHERE direction = 'outbound'", ("@damaged", damaged));

        var claimed = await Stores.ClaimOneAsync();

        (claimed.Message.IsReadable, claimed.Message.Text, claimed.Message.Media).ShouldBe((false, "", null));
    }

    [Fact]
    public async Task A_picture_that_was_perhaps_sent_can_be_known_by_its_address()
    {
        await SaidAsync("video", inBatch: true);
        await Stores.StoreAsync(await Stores.ClaimOneAsync(), DeliveryStatus.Unknown);

        var listed = (await Stores.Unsettled.ListAsync(Stores.Clock.Now, 10, CancellationToken.None)).ShouldHaveSingleItem();

        listed.Mark.ShouldBe("https://shop.example/a");
    }

    private async Task<(StoredTalk Talk, TurnReceipt Receipt)> SaidAsync(string kind, bool inBatch, bool claimFirst = false)
    {
        var talk = new StoredTalk(Stores);
        return (talk, await SayAsync(talk, kind, inBatch, claimFirst));
    }

    private async Task<TurnReceipt> SayAsync(StoredTalk talk, string kind, bool inBatch, bool claimFirst)
    {
        var turn = talk.Answer(await talk.WriteAsync(), "a reply");
        var part = WhatsAppShape.Fit(Everything[kind]).ShouldHaveSingleItem();
        var said = Message.Of(part, Author.Bot, turn.Conversation, turn.Customer, turn.Messages[1].Ordinal, Stores.Clock.Now);
        turn = turn with { Messages = [turn.Messages[0], said] };
        var receipt = await (inBatch ? Stores.Turns : Stores.Get<TurnStore>()).CommitAsync(turn, claimFirst, CancellationToken.None);
        receipt.Committed.ShouldBeTrue();
        (talk.Customer, talk.Conversation) = (turn.Customer, turn.Conversation);
        return receipt;
    }

    private static MessageType TypeOf(string kind) => kind switch
    {
        "buttons" or "list" => MessageType.Interactive,
        _ => Enum.Parse<MessageType>(kind, ignoreCase: true),
    };

    private static void ShouldSay(OutgoingMessage message, string kind)
    {
        (message.IsReadable, message.Type).ShouldBe((true, TypeOf(kind)));
        message.Said.ShouldBeLike(Everything[kind]);
    }

    private async Task<IReadOnlyList<MessageView>> ViewsAsync(StoredTalk talk) =>
        [.. (await Stores.Get<IConversationReads>().ListMessagesAsync(talk.Conversation!.Id, new MessageRange(null, 0, 10), CancellationToken.None))!];

    private async Task<ExportedMessage> LastExportedAsync(StoredTalk talk)
    {
        ExportedMessage? last = null;
        await foreach (var message in Stores.Get<IExports>().MessagesAsync(talk.Customer!.Id, CancellationToken.None))
        {
            last = message;
        }

        return last.ShouldNotBeNull();
    }
}

internal static class ShownReplies
{
    /// <summary>The same, though its options lie in another list.</summary>
    public static void ShouldBeLike(this Reply said, Reply expected)
    {
        said.Options.ShouldBe(expected.Options);
        (said with { Options = [] }).ShouldBe(expected with { Options = [] });
    }
}

public sealed class ShownOnSqlite(SqliteStores stores) : ShownContract(stores), IClassFixture<SqliteStores>;

public sealed class ShownOnPostgres(PostgresStores stores) : ShownContract(stores), IClassFixture<PostgresStores>;

public sealed class ShownSealedOnSqlite(SealedSqliteStores stores) : ShownContract(stores), IClassFixture<SealedSqliteStores>;

public sealed class ShownSealedOnPostgres(SealedPostgresStores stores) : ShownContract(stores), IClassFixture<SealedPostgresStores>;
