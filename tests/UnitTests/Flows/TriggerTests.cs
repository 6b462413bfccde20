using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Triggers;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class TriggerTests
{
    [Theory]
    [InlineData("hi", "hi")]
    [InlineData("hi", "Hi!")]
    [InlineData("hi", "oh, HI there")]
    [InlineData("hi", "hi-fi")]
    [InlineData("hi", "ｈｉ")]
    [InlineData("hi", "𝗛𝗶")]
    [InlineData("hi", "h\u200Bi")]
    [InlineData("हाँ", "जी हाँ।")]
    [InlineData("नमस्ते", "नमस्ते!")]
    [InlineData("क़लम", "क़लम")]
    [InlineData("straße", "die STRASSE")]
    [InlineData("σας", "ΣΑΣ")]
    [InlineData("iptal", "İPTAL lütfen")]
    [InlineData("kapı", "KAPI")]
    [InlineData("café", "CAFE\u0301")]
    [InlineData("việt", "vie\u0323\u0302t")]
    [InlineData("한국", "\u1112\u1161\u11AB\u1100\u116E\u11A8")]
    [InlineData("order 66", "where is Order ６６")]
    [InlineData("talk to a person", "Can I talk  to a\nperson?")]
    [InlineData("don't", "I DON'T")]
    [InlineData("👍", "ok👍🏽")]
    [InlineData("c++", "I like C++.")]
    [InlineData("帮助", "我需要帮助")]
    [InlineData("ช่วย", "ขอความช่วยเหลือ")]
    public void A_keyword_is_found_as_whole_words(string keyword, string text) => Begins(new Trigger.Keyword(keyword), text).ShouldBeTrue();

    [Theory]
    [InlineData("hi", "this")]
    [InlineData("hi", "hii")]
    [InlineData("hi", "h i")]
    [InlineData("ह", "हाँ")]
    [InlineData("नमस्त", "नमस्ते")]
    [InlineData("order", "order66")]
    [InlineData("talk to a person", "talk to the person")]
    [InlineData("talk to a person", "talk to a")]
    [InlineData("c++", "c + d")]
    [InlineData("hi", "")]
    [InlineData("hi", null)]
    public void A_keyword_is_not_found_within_words(string keyword, string? text) => Begins(new Trigger.Keyword(keyword), text).ShouldBeFalse();

    [Theory]
    [InlineData("1", " 1 ", true)]
    [InlineData("1", "१", true)]
    [InlineData("Yes Please", "yes   PLEASE", true)]
    [InlineData("?", "？", true)]
    [InlineData("1", "1 please", false)]
    [InlineData("1", "1.", false)]
    public void An_exact_match_is_the_whole_message(string value, string text, bool begins) =>
        Begins(new Trigger.ExactMatch(value), text).ShouldBe(begins);

    [Theory]
    [InlineData(MessageType.Text, true)]
    [InlineData(MessageType.Button, true)]
    [InlineData(MessageType.Interactive, true)]
    [InlineData(MessageType.Image, false)]
    [InlineData(MessageType.Reaction, false)]
    [InlineData(MessageType.Document, false)]
    public void Captions_begin_nothing(MessageType type, bool begins) =>
        new Talk(Given.Flow(Given.Message("Hello"))).Gives(new CustomerInput(type, "go", null)).Last.Handled.ShouldBe(begins);

    [Theory]
    [InlineData("status", "exact")]
    [InlineData("my status", "alpha")]
    [InlineData("order status please", "zulu")]
    [InlineData("status of the order status", "zulu")]
    public void The_more_specific_trigger_goes_first(string text, string flow)
    {
        var talk = new Talk(
            Waiting("zulu", new Trigger.Keyword("order status"), new Trigger.Keyword("status")),
            Waiting("beta", new Trigger.Keyword("status")),
            Waiting("alpha", new Trigger.Keyword("STATUS")),
            Waiting("exact", new Trigger.ExactMatch("Status")));

        talk.Writes(text).Position!.FlowId.ShouldBe(flow);
    }

    [Fact]
    public void A_keyword_without_a_word_is_never_found() => Begins(new Trigger.Keyword("?!"), "?!").ShouldBeFalse();

    private static bool Begins(Trigger trigger, string? text) => new Talk(Waiting("main", trigger)).Writes(text).Last.Handled;

    private static Flow Waiting(string id, params Trigger[] triggers) => Given.Flow(id, triggers, Given.Input("x"));
}
