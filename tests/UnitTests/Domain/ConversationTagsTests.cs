using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class ConversationTagsTests
{
    [Fact]
    public void A_tag_is_there_once_and_taken_away_nothing_is_left()
    {
        var tags = ConversationTags.With(ConversationTags.With(ConversationTags.With(null, " vip "), "वापसी"), "vip");

        tags.ShouldBe("""["vip","वापसी"]""");
        ConversationTags.Without(ConversationTags.Without(tags, "vip"), "वापसी").ShouldBeNull();
        ConversationTags.Without(tags, "other").ShouldBe(tags);
        ConversationTags.Read(null).ShouldBeEmpty();
    }

    [Fact]
    public void There_are_twenty_of_forty_characters_at_most()
    {
        var tags = Enumerable.Range(0, 30).Aggregate((string?)null, (before, number) => ConversationTags.With(before, $"{number} {new string('x', 60)}"));

        ConversationTags.Read(tags).Count.ShouldBe(20);
        ConversationTags.Read(tags).ShouldAllBe(tag => tag.Length == 40);
        ConversationTags.With(null, "  ").ShouldBeNull();
    }

    [Theory]
    [InlineData("a\"b")]
    [InlineData("a\\")]
    [InlineData("a,b")]
    public void A_tag_is_found_in_the_text_and_no_part_of_another(string tag)
    {
        var tags = ConversationTags.With(ConversationTags.With(null, tag), $"x{tag}x")!;

        tags.ShouldContain(ConversationTags.InText(tag));
        ConversationTags.With(null, $"x{tag}x")!.ShouldNotContain(ConversationTags.InText(tag));
    }
}
