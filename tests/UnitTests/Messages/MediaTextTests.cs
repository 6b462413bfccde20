using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Messages;

/// <summary>What of a message is not words, between what was decided and what is kept.</summary>
public sealed class MediaTextTests
{
    private static readonly ReplyOption[] Rows = [new("a", "Haircut", "30 min", "Hair")];

    public static TheoryData<MessageType, Reply> Said => new()
    {
        { MessageType.Text, new Reply("Hello") },
        { MessageType.Interactive, new Reply("Pick", [new("a", "Yes")]) },
        { MessageType.Interactive, new Reply("Pick", Rows) { ListButton = "मेनू देखें" } },
        { MessageType.Image, new Reply("Look") { Media = new ReplyMedia(MessageType.Image, "https://shop.example/a?b=1&c=\"x\"") } },
        { MessageType.Document, new Reply("") { Media = new ReplyMedia(MessageType.Document, "https://shop.example/a", "मेनू.pdf") } },
        { MessageType.Audio, new Reply("") { Media = new ReplyMedia(MessageType.Audio, "https://shop.example/a") } },
        { MessageType.Video, new Reply("") { Media = new ReplyMedia(MessageType.Video, "https://shop.example/a") } },
        { MessageType.Location, new Reply("") { Location = new ReplyLocation(-19.0759837, 72.8776559, "Shop", "1, Some Road") } },
        { MessageType.Location, new Reply("") { Location = new ReplyLocation(0, 0) } },
    };

    [Theory]
    [MemberData(nameof(Said))]
    public void What_is_kept_says_the_same(MessageType type, Reply said) =>
        MediaText.Read(type, said.Text, said.Options, MediaText.Write(said)).ShouldBe(said);

    [Fact]
    public void Words_and_buttons_keep_nothing_beside_them()
    {
        MediaText.Write(new Reply("Hello")).ShouldBeNull();
        MediaText.Write(new Reply("Pick", [new("a", "Yes")])).ShouldBeNull();
    }

    [Fact]
    public void It_has_the_names_that_a_customers_media_have()
    {
        MediaText.Write(new Reply("") { Media = new ReplyMedia(MessageType.Document, "https://shop.example/a", "मेनू.pdf") })
            .ShouldBe("""{"url":"https://shop.example/a","filename":"मेनू.pdf"}""");
        MediaText.Write(new Reply("") { Location = new ReplyLocation(19.5, 72, "Shop") }).ShouldBe("""{"latitude":19.5,"longitude":72,"name":"Shop"}""");
        MediaText.Write(new Reply("Pick", Rows) { ListButton = "Show" }).ShouldBe("""{"listButton":"Show"}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("(unreadable)")]
    [InlineData("{")]
    [InlineData("""{"url":7}""")]
    [InlineData("""[{"name":"A card"}]""")]
    public void What_was_never_written_shows_nothing_and_stops_nobody(string kept)
    {
        MediaText.Read(MessageType.Image, "Look", [], kept).ShouldBe(new Reply("Look"));
        MediaText.NamesIn(kept).ShouldBeEmpty();
        MediaText.UrlIn(kept).ShouldBeNull();
    }

    [Fact]
    public void A_customers_document_and_place_are_known_by_their_names_too()
    {
        MediaText.NamesIn("""{"url":"https://x.example","caption":"c","filename":"bill.pdf"}""").ShouldBe(["bill.pdf"]);
        MediaText.NamesIn("""{"latitude":19.07,"longitude":72.87,"name":"Home","address":"1, Some Road"}""").ShouldBe(["Home", "1, Some Road"]);
    }
}
