using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Messages;

public sealed class ShownShapeTests
{
    private const string Url = "https://shop.example/a.pdf";

    [Theory]
    [InlineData(MessageType.Image)]
    [InlineData(MessageType.Document)]
    [InlineData(MessageType.Video)]
    public void A_text_is_the_caption_of_what_is_shown(MessageType kind)
    {
        var part = Fit(new Reply(new string('c', 1024)) { Media = new ReplyMedia(kind, Url) }).ShouldHaveSingleItem();

        (part.Text, part.Media).ShouldBe((new string('c', 1024), new ReplyMedia(kind, Url)));
    }

    [Fact]
    public void A_text_that_is_too_long_for_a_caption_goes_before_in_one_piece()
    {
        var parts = Fit(new Reply(new string('c', 1025)) { Media = new ReplyMedia(MessageType.Image, Url) });

        parts.Select(part => (part.Text.Length, part.Media?.Url)).ShouldBe([(1025, null), (0, Url)]);
    }

    [Fact]
    public void A_sound_has_no_caption_so_the_text_goes_before() =>
        Fit(new Reply("Listen") { Media = new ReplyMedia(MessageType.Audio, Url) }).Select(part => (part.Text, part.Media?.Kind))
            .ShouldBe([("Listen", null), ("", MessageType.Audio)]);

    [Fact]
    public void What_is_shown_without_a_text_has_no_caption() =>
        Fit(new Reply(" ") { Media = new ReplyMedia(MessageType.Image, Url) }).ShouldHaveSingleItem().Text.ShouldBe("");

    [Fact]
    public void A_place_comes_after_its_text() =>
        Fit(new Reply("Here we are") { Location = new ReplyLocation(19.07, 72.87, "Shop", "1, Some Road") }).Select(part => (part.Text, part.Location))
            .ShouldBe([("Here we are", null), ("", new ReplyLocation(19.07, 72.87, "Shop", "1, Some Road"))]);

    [Fact]
    public void What_can_be_tapped_stands_last()
    {
        var parts = Fit(new Reply("Which?", [new("a", "Yes")])
        {
            Media = new ReplyMedia(MessageType.Image, Url),
            Location = new ReplyLocation(1, 2),
        });

        parts.Select(part => (part.Text, part.Media is not null, part.Location is not null, part.Options.Count))
            .ShouldBe([("", true, false, 0), ("", false, true, 0), ("Which?", false, false, 1)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.pdf")]
    [InlineData("ftp://shop.example/a.pdf")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    public void What_nobody_could_fetch_is_left_out_and_its_text_is_said(string url)
    {
        WhatsAppShape.CanBeFetched(url).ShouldBeFalse();
        var part = Fit(new Reply("Our menu") { Media = new ReplyMedia(MessageType.Document, url) }).ShouldHaveSingleItem();

        (part.Text, part.Media).ShouldBe(("Our menu", null));
    }

    [Fact]
    public void An_address_without_end_is_left_out() =>
        Fit(new Reply("Our menu") { Media = new ReplyMedia(MessageType.Image, "https://shop.example/" + new string('é', 500)) }).ShouldHaveSingleItem().Media.ShouldBeNull();

    [Theory]
    [InlineData("https://shop.example/a b/मेनू.pdf", "https://shop.example/a%20b/%E0%A4%AE%E0%A5%87%E0%A4%A8%E0%A5%82.pdf")]
    [InlineData("https://shop.example/%7Ea/x?sig=%2Fab%3d", "https://shop.example/%7Ea/x?sig=%2Fab%3d")]
    [InlineData("https://bücher.example/a", "https://xn--bcher-kva.example/a")]
    public void An_address_is_written_out_only_where_it_must_be(string url, string sent) =>
        Fit(new Reply("") { Media = new ReplyMedia(MessageType.Image, url) }).ShouldHaveSingleItem().Media!.Url.ShouldBe(sent);

    [Fact]
    public void Only_a_document_has_a_name_and_it_stands_in_one_line()
    {
        Fit(new Reply("") { Media = new ReplyMedia(MessageType.Document, Url, "our\nmenu.pdf ") }).Single().Media!.FileName.ShouldBe("our menu.pdf");
        Fit(new Reply("") { Media = new ReplyMedia(MessageType.Document, Url, " ") }).Single().Media!.FileName.ShouldBeNull();
        Fit(new Reply("") { Media = new ReplyMedia(MessageType.Document, Url, new string('n', 300)) }).Single().Media!.FileName!.Length.ShouldBe(240);
        Fit(new Reply("") { Media = new ReplyMedia(MessageType.Image, Url, "a.png") }).Single().Media!.FileName.ShouldBeNull();
    }

    [Theory]
    [InlineData(90.1, 0)]
    [InlineData(0, -180.1)]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.PositiveInfinity)]
    public void A_place_that_is_on_no_map_is_told_in_words(double latitude, double longitude)
    {
        var part = Fit(new Reply("Here") { Location = new ReplyLocation(latitude, longitude, "Shop", "1, Some Road") }).ShouldHaveSingleItem();

        (part.Text, part.Location).ShouldBe(("Here\nShop\n1, Some Road", null));
    }

    [Fact]
    public void An_address_without_a_name_is_the_name_because_WhatsApp_shows_it_only_below_one() =>
        Fit(new Reply("") { Location = new ReplyLocation(1, 2, " ", "1, Some Road") }).Single().Location.ShouldBe(new ReplyLocation(1, 2, "1, Some Road"));

    [Theory]
    [InlineData(MessageType.Text)]
    [InlineData(MessageType.Sticker)]
    [InlineData(MessageType.Location)]
    public void What_cannot_be_fetched_by_its_address_is_no_media(MessageType kind) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ReplyMedia(kind, Url));

    [Fact]
    public void Whatever_is_shown_nothing_empty_is_sent_and_each_message_says_one_thing()
    {
        var random = new Random(7);
        MessageType[] kinds = [MessageType.Image, MessageType.Document, MessageType.Audio, MessageType.Video];
        for (var round = 0; round < 500; round++)
        {
            var reply = new Reply(new string('w', random.Next(3) * random.Next(3000)), [.. Enumerable.Range(0, random.Next(13)).Select(number => new ReplyOption($"{number}", $"T{number}"))])
            {
                Media = random.Next(2) == 0 ? null : new ReplyMedia(kinds[random.Next(4)], random.Next(4) == 0 ? "nowhere" : Url, "a.pdf"),
                Location = random.Next(2) == 0 ? null : new ReplyLocation(random.Next(-100, 100), random.Next(-200, 200), "Shop"),
            };

            var parts = Fit(reply);

            parts.ShouldAllBe(part => part.Media != null || part.Location != null || part.Text.Length > 0);
            parts.ShouldAllBe(part => (part.Media == null || part.Location == null) && (part.Options.Count == 0 || (part.Media == null && part.Location == null)));
            parts.ShouldAllBe(part => part.Text.Length <= LimitOf(part));
            string.Concat(parts.Select(part => part.Text)).ShouldStartWith(reply.Text);
            parts.SkipLast(1).ShouldAllBe(part => part.Options.Count == 0);
        }
    }

    private static int LimitOf(Reply part) => part.Location is not null || part.Media?.Kind == MessageType.Audio ? 0
        : part.Media is not null || part.Options.Count > 0 ? 1024 : 4096;

    private static IReadOnlyList<Reply> Fit(Reply reply) => WhatsAppShape.Fit(reply);
}
