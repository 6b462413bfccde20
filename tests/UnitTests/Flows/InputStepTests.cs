using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class InputStepTests
{
    [Fact]
    public void The_message_before_it_may_ask() =>
        new Talk(Given.Flow(Given.Message("Name?"), Given.Input("name", text: null))).Writes("go").Said.ShouldBe(["Name?"]);

    [Theory]
    [InlineData(MessageType.Image, "a caption")]
    [InlineData(MessageType.Audio, null)]
    [InlineData(MessageType.Location, null)]
    [InlineData(MessageType.Unsupported, null)]
    [InlineData(MessageType.Text, "  ")]
    [InlineData(MessageType.Text, null)]
    public void What_is_not_in_words_is_asked_for_again(MessageType type, string? text)
    {
        var talk = new Talk(Given.Flow(Given.Input("name"), Given.Message("Hello {name}"))).Writes("go");
        var before = talk.Position;

        talk.Gives(new CustomerInput(type, text, null)).Said.ShouldBe([Talk.AskInWords]);

        talk.Position.ShouldBe(before);
        talk.Writes("Asha").Said.ShouldBe(["Hello Asha"]);
    }

    [Fact]
    public void It_may_ask_again_in_its_own_words()
    {
        var talk = new Talk(Given.Flow(Given.Input("name", retry: "In letters, please"))).Writes("go");

        talk.Gives(new CustomerInput(MessageType.Image, null, null)).Said.ShouldBe(["In letters, please"]);
    }

    [Fact]
    public void A_tap_answers_with_its_title()
    {
        var talk = new Talk(Given.Flow(Given.Input("name"), Given.Message("Hello {name}"))).Writes("go");

        talk.Gives(new CustomerInput(MessageType.Button, "Asha", "old.1")).Said.ShouldBe(["Hello Asha"]);
    }

    [Fact]
    public void An_endless_answer_is_cut_between_two_characters()
    {
        var talk = new Talk(Given.Flow(Given.Input("a"), Given.Message("{a}"))).Writes("go");

        talk.Writes("x" + string.Concat(Enumerable.Repeat("👩‍🚀", 2000)));

        talk.Said[0].Length.ShouldBeInRange(4090, 4096);
        talk.Said[0].ShouldEndWith("👩‍🚀");
    }

    [Fact]
    public void An_answer_with_half_a_character_is_mended()
    {
        var talk = new Talk(Given.Flow(Given.Input("a"), Given.Input("b"), Given.Message("{a}"))).Writes("go");

        talk.Writes("ok \uD83D!").Writes("next").Said.ShouldBe(["ok \uFFFD!"]);
    }
}
