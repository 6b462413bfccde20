using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Messages;

public sealed class WhatsAppShapeTests
{
    [Fact]
    public void A_text_that_fits_stays_as_it_is() =>
        TextsOf(new string('x', 4096)).ShouldBe([new string('x', 4096)]);

    [Fact]
    public void A_long_text_is_split_at_the_end_of_a_sentence()
    {
        var first = new string('a', 3000) + ".";
        var second = new string('b', 2000) + " " + new string('c', 500) + "!";

        TextsOf($"{first} {second}").ShouldBe([first, second]);
    }

    [Fact]
    public void A_sentence_that_ends_just_at_the_limit_is_kept_whole()
    {
        var first = new string('a', 4095) + ".";

        TextsOf($"{first} Next.").ShouldBe([first, "Next."]);
    }

    [Theory]
    [InlineData("।")]
    [InlineData(".\"")]
    [InlineData("?*")]
    public void Sentences_end_in_other_ways_too(string end)
    {
        var first = new string('क', 3000) + end;

        TextsOf($"{first} {new string('ख', 3000)}").ShouldBe([first, new string('ख', 3000)]);
    }

    [Fact]
    public void A_sentence_without_space_after_it_ends_as_well()
    {
        var first = new string('一', 4000) + "。";

        TextsOf(first + new string('二', 500)).ShouldBe([first, new string('二', 500)]);
    }

    [Fact]
    public void A_line_ends_a_sentence_and_a_number_does_not()
    {
        var first = new string('a', 3000);

        TextsOf($"{first}\n\n{new string('b', 500)} 3.14 {new string('c', 1500)}").ShouldBe([first, $"{new string('b', 500)} 3.14 {new string('c', 1500)}"]);
    }

    [Fact]
    public void Without_a_sentence_it_is_split_at_white_space() =>
        TextsOf($"{new string('a', 4000)} {new string('b', 400)}").ShouldBe([new string('a', 4000), new string('b', 400)]);

    [Fact]
    public void Without_white_space_no_character_is_taken_apart()
    {
        var family = "👨‍👩‍👧";

        var parts = TextsOf(string.Concat(Enumerable.Repeat(family, 1000)));

        string.Concat(parts).ShouldBe(string.Concat(Enumerable.Repeat(family, 1000)));
        parts.ShouldAllBe(part => part.Length <= 4096 && part.StartsWith(family, StringComparison.Ordinal) && part.EndsWith(family, StringComparison.Ordinal));
    }

    [Fact]
    public void A_character_that_is_larger_than_a_message_is_split_between_its_marks()
    {
        var parts = TextsOf("a" + string.Concat(Enumerable.Repeat("\U0001D165", 4000)));

        parts.ShouldAllBe(part => part.Length <= 4096 && !char.IsHighSurrogate(part.Last()));
        string.Concat(parts).Length.ShouldBe(8001);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public void Nothing_is_not_sent(string text) => WhatsAppShape.Fit(new Reply(text)).ShouldBeEmpty();

    [Fact]
    public void White_space_without_end_is_not_sent() =>
        TextsOf(new string(' ', 9000) + "Hello" + new string(' ', 9000)).Select(text => text.Trim()).ShouldBe(["Hello"]);

    [Theory]
    [InlineData(1, 20, true, true)]
    [InlineData(3, 20, true, true)]
    [InlineData(3, 21, true, false)]
    [InlineData(4, 20, true, false)]
    [InlineData(10, 24, true, false)]
    [InlineData(11, 5, false, false)]
    [InlineData(2, 25, false, false)]
    public void Replies_are_buttons_a_list_or_a_numbered_text(int count, int length, bool tapped, bool buttons)
    {
        var options = Enumerable.Range(0, count).Select(number => new ReplyOption($"id{number}", $"{number:00}".PadRight(length, 'x'))).ToList();

        var reply = WhatsAppShape.Fit(new Reply("Choose", options)).ShouldHaveSingleItem();

        (reply.Options.Count > 0).ShouldBe(tapped);
        if (tapped)
            WhatsAppShape.AreButtons(reply.Options).ShouldBe(buttons);
    }

    [Theory]
    [InlineData("Yes", "a", "YES", "b")]
    [InlineData("Yes", "a", "No", "a")]
    [InlineData("Yes", "", "No", "b")]
    [InlineData("Yes\nor", "a", "No", "b")]
    public void What_WhatsApp_would_refuse_is_numbered(string first, string firstId, string second, string secondId)
    {
        var reply = WhatsAppShape.Fit(new Reply("Well? ", [new(firstId, first), new(secondId, second)])).ShouldHaveSingleItem();

        reply.Options.ShouldBeEmpty();
        reply.Text.ShouldBe($"Well?\n\n1. {first}\n2. {second}");
    }

    [Fact]
    public void An_id_that_is_too_long_for_a_list_is_numbered() =>
        WhatsAppShape.Fit(new Reply("Well?", [new(new string('é', 101), "Yes")])).ShouldHaveSingleItem().Options.ShouldBeEmpty();

    [Fact]
    public void Buttons_without_a_text_are_numbered() =>
        WhatsAppShape.Fit(new Reply(" ", [new("a", "Yes"), new("b", "No")])).ShouldHaveSingleItem().Text.ShouldBe("1. Yes\n2. No");

    [Fact]
    public void A_reply_without_a_title_is_left_out() =>
        WhatsAppShape.Fit(new Reply("Well?", [new("a", " "), new("b", "No")]))[0].Options.ShouldHaveSingleItem().Title.ShouldBe("No");

    [Fact]
    public void A_long_text_goes_before_and_its_last_part_carries_the_buttons()
    {
        IReadOnlyList<ReplyOption> options = [new("a", "Yes")];
        var long1 = new string('a', 5000);
        var question = "Do you want that? Really?";

        var replies = WhatsAppShape.Fit(new Reply($"{long1}. {new string('b', 900)}. {new string('c', 300)} {question}", options));

        replies.ShouldAllBe(reply => reply.Text.Length <= 4096);
        replies[^1].Options.ShouldBe(options);
        replies[^1].Text.ShouldBe($"{new string('c', 300)} {question}");
        replies.SkipLast(1).ShouldAllBe(reply => reply.Options.Count == 0);
    }

    [Fact]
    public void A_text_that_ends_in_white_space_keeps_its_buttons()
    {
        var replies = WhatsAppShape.Fit(new Reply(new string('a', 1020) + "." + new string(' ', 2000), [new("a", "Yes")]));

        replies.ShouldHaveSingleItem().Text.ShouldBe(new string('a', 1020) + ".");
    }

    [Fact]
    public void Whatever_is_said_fits_and_nothing_is_lost()
    {
        string[] pieces = ["word", " ", ". ", "\n", "😀", "e\u0301", "👩‍🚀", "क्षि", "。", "\u0301", "?\" ", "\r\n", "🇮🇳", "  "];
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(6000)).Select(_ => pieces[random.Next(random.Next(1, pieces.Length + 1))]));
            var options = Enumerable.Range(0, random.Next(13)).Select(number => new ReplyOption($"{number}", new string('t', random.Next(30)))).ToList();

            var replies = WhatsAppShape.Fit(new Reply(text, options));

            replies.ShouldAllBe(reply => reply.Text.Trim().Length > 0 && reply.Text.Length <= (reply.Options.Count > 0 ? 1024 : 4096));
            replies.ShouldAllBe(reply => reply.Options.Count <= 10);
            replies.SkipLast(1).ShouldAllBe(reply => reply.Options.Count == 0);
            Solid(string.Concat(replies.Select(reply => reply.Text))).ShouldStartWith(Solid(text));
        }
    }

    private static string Solid(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private static List<string> TextsOf(string text) => [.. WhatsAppShape.Fit(new Reply(text)).Select(reply => reply.Text)];
}
