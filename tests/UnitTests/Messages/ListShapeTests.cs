using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Messages;

public sealed class ListShapeTests
{
    [Fact]
    public void A_list_that_fits_stays_as_it_is()
    {
        ReplyOption[] rows =
        [
            new("a", new string('a', 24), new string('d', 72), new string('s', 24)),
            .. Enumerable.Range(0, 9).Select(number => new ReplyOption($"{number}", $"Row {number}", null, "Others")),
        ];

        var part = Fit(new Reply("Pick", rows) { ListButton = new string('b', 20) }).ShouldHaveSingleItem();

        part.Options.ShouldBe(rows);
        (part.Text, part.ListButton).ShouldBe(("Pick", new string('b', 20)));
    }

    public static TheoryData<string, ReplyOption> TooMuch => new()
    {
        { "a title", new("x", new string('t', 25)) },
        { "a description", new("x", "Title", new string('d', 73)) },
        { "a section", new("x", "Title", null, new string('s', 25)) },
        { "a description of two lines", new("x", "Title", "one\ntwo") },
        { "a section of two lines", new("x", "Title", null, "one\ntwo") },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public void What_is_too_long_for_a_list_is_numbered_and_nothing_of_it_is_lost(string what, ReplyOption row)
    {
        var part = Fit(new Reply("Pick", [row, new("y", "Other", "More of it", "Last")])).ShouldHaveSingleItem(what);

        part.Options.ShouldBeEmpty();
        foreach (var words in new[] { "Pick", row.Title, row.Description, row.Section, "Other", "More of it", "Last" }.OfType<string>())
        {
            part.Text.ShouldContain(words);
        }
    }

    [Fact]
    public void Eleven_rows_are_numbered_with_their_sections_and_descriptions()
    {
        var rows = Enumerable.Range(1, 11).Select(number => new ReplyOption($"{number}", $"T{number}", number == 2 ? "half an hour" : null, number < 3 ? "Hair" : "Skin"));

        var part = Fit(new Reply("Pick", [.. rows]) { ListButton = "Show" }).ShouldHaveSingleItem();

        part.Text.ShouldBe("Pick\n\nHair\n1. T1\n2. T2 – half an hour\n\nSkin\n3. T3\n4. T4\n5. T5\n6. T6\n7. T7\n8. T8\n9. T9\n10. T10\n11. T11");
        part.ListButton.ShouldBeNull();
    }

    [Fact]
    public void Descriptions_and_sections_of_nothing_are_none() =>
        Fit(new Reply("Pick", [new("a", "One", " ", ""), new("b", "Two", " more ", " S ")])).ShouldHaveSingleItem().Options
            .ShouldBe([new("a", "One"), new("b", "Two", "more", "S")]);

    [Theory]
    [InlineData("See the whole of our menu", "See the whole of our")]
    [InlineData("Seetheverywholeofourmenu", "Seetheverywholeofour")]
    [InlineData("See\nit", "See it")]
    [InlineData(" ", null)]
    public void What_opens_a_list_is_cut_to_its_beginning(string title, string? shown) =>
        Fit(new Reply("Pick", [new("a", "One")]) { ListButton = title })[0].ListButton.ShouldBe(shown);

    [Fact]
    public void Buttons_have_no_descriptions_and_no_sections()
    {
        WhatsAppShape.AreButtons([new("a", "One"), new("b", "Two")]).ShouldBeTrue();
        WhatsAppShape.AreButtons([new("a", "One"), new("b", "Two", "more")]).ShouldBeFalse();
        WhatsAppShape.AreButtons([new("a", "One"), new("b", "Two", null, "Section")]).ShouldBeFalse();
    }

    [Fact]
    public void Above_a_long_text_only_its_last_part_has_the_list()
    {
        var parts = Fit(new Reply($"{new string('a', 5000)}. Pick!", [new("a", "One", "more", "S")]) { ListButton = "Show" });

        parts.Count.ShouldBeGreaterThan(1);
        parts[^1].ListButton.ShouldBe("Show");
        parts.SkipLast(1).ShouldAllBe(part => part.ListButton == null && part.Options.Count == 0);
        parts[^1].Text.Length.ShouldBeLessThanOrEqualTo(1024);
    }

    [Fact]
    public void Whatever_list_there_is_fits_or_is_numbered_and_nothing_is_lost()
    {
        var random = new Random(5);
        for (var round = 0; round < 500; round++)
        {
            var rows = Enumerable.Range(0, random.Next(1, 14)).Select(number => new ReplyOption($"{number}", $"{number}{Words(random, 27)}", Maybe(random, 80), Maybe(random, 27))).ToList();
            var reply = new Reply(Words(random, 1500), rows) { ListButton = Maybe(random, 30) };

            var parts = Fit(reply);

            foreach (var part in parts.Where(part => part.Options.Count > 0))
            {
                part.Text.Length.ShouldBeLessThanOrEqualTo(1024);
                part.Options.Count.ShouldBeLessThanOrEqualTo(10);
                part.Options.ShouldAllBe(row => row.Title.Length <= 24 && (row.Description ?? "").Length <= 72 && (row.Section ?? "").Length <= 24);
                part.Options.ShouldAllBe(row => row.Description != "" && row.Section != "");
                (part.ListButton ?? "Choose").Length.ShouldBeInRange(1, 20);
            }

            var said = Solid(string.Concat(parts.Select(part => part.Text + string.Concat(part.Options.Select(row => row.Section + row.Title + row.Description)))));
            foreach (var row in rows)
            {
                said.ShouldContain(Solid(row.Title));
                said.ShouldContain(Solid(row.Description ?? ""));
                said.ShouldContain(Solid(row.Section ?? ""));
            }
        }
    }

    private static IReadOnlyList<Reply> Fit(Reply reply) => WhatsAppShape.Fit(reply);

    private static string? Maybe(Random random, int limit) => random.Next(3) == 0 ? null : Words(random, limit);

    private static string Words(Random random, int limit) => string.Concat(Enumerable.Range(0, random.Next(limit)).Select(_ => random.Next(6) == 0 ? ' ' : (char)('a' + random.Next(26))));

    private static string Solid(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
