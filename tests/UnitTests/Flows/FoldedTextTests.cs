using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WhatsAppSupport.Domain.Flows.Wording;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("plain text 12", "plain text 12")]
    [InlineData("  Two \t\r\n words\u00A0here ", "two words here")]
    [InlineData("ﬁne ① ½ ㌖", "fine 1 1⁄2 キロメートル")]
    [InlineData("ＡＢＣ", "abc")]
    [InlineData("ẞß", "ssss")]
    [InlineData("IİıiI\u0307", "iiiii")]
    [InlineData("Ǆ", "dz\u030C")]
    [InlineData("ΌΣΟΣ", "ο\u0301σοσ")]
    [InlineData("0१২௩９", "01239")]
    [InlineData("a\u00ADb\uFE0F\u200D", "ab")]
    [InlineData("x\u0001y", "xy")]
    [InlineData("각", "\u1100\u1161\u11A8")]
    [InlineData("가", "\u1100\u1161")]
    [InlineData("🄰👍", "a👍")]
    public void Texts_are_brought_to_one_form(string? text, string folded) => FoldedText.Of(text).ShouldBe(folded);

    [Fact]
    public void Half_a_character_is_shown_as_one_that_is_unknown() => FoldedText.Of("a\uD800").ShouldBe("a\uFFFD");

    [Fact]
    public void Folding_twice_changes_nothing() =>
        Prop.ForAll<string>(text => FoldedText.Of(FoldedText.Of(text)) == FoldedText.Of(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_character_alone_folds_to_what_stays_folded()
    {
        var wrong = Enumerable.Range(0, 0x110000)
            .Where(Rune.IsValid)
            .Select(value => FoldedText.Of(new Rune(value).ToString()))
            .Where(folded => FoldedText.Of(folded) != folded);

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Marks_of_different_kinds_may_be_typed_in_any_order() =>
        FoldedText.Of("e\u0301\u0323x").ShouldBe(FoldedText.Of("ẹ\u0301x"));
}
