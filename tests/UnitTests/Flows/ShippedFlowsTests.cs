using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.FlowFiles;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class ShippedFlowsTests
{
    private static readonly FlowEngine Engine = new(FlowFileReader.Read(FlowsPath.Shipped));

    [Fact]
    public void They_load_without_an_error()
    {
        var flows = FlowFileReader.Read(FlowsPath.Shipped);

        flows.All.Select(flow => flow.Id).ShouldBe(["escalation", "order_status", "pickup", "returns", "support", "welcome"]);
    }

    [Theory]
    [InlineData("hi")]
    [InlineData("Hello!!")]
    [InlineData("नमस्ते जी")]
    [InlineData("MENU")]
    [InlineData("good   morning")]
    public void A_greeting_opens_the_menu(string greeting)
    {
        var talk = new Talk(Engine, "Asha").Writes(greeting);

        talk.Said.ShouldHaveSingleItem().ShouldStartWith("Hello Asha!");
        WhatsAppShape.AreButtons(talk.Options).ShouldBeTrue();
    }

    [Fact]
    public void A_customer_without_a_name_is_greeted_as_well() =>
        new Talk(Engine).Writes("hi").Said[0].ShouldStartWith("Hello! 👋");

    [Theory]
    [InlineData("this is nice")]
    [InlineData("machine")]
    [InlineData("what do you sell?")]
    public void Other_words_begin_nothing(string text) => new Talk(Engine).Writes(text).Last.Handled.ShouldBeFalse();

    [Fact]
    public void A_refund_goes_from_the_menu_to_a_colleague()
    {
        var talk = new Talk(Engine, "Asha") { Counts = true };

        talk.Writes("hi").Writes("order help").Writes("Asha").Writes("return or refund").Writes("money back").Writes("10023");
        talk.Gets(new FlowAnswer.Failed(CallFailures.MissingSecret)).Writes("it does not fit");
        talk.Gets(new FlowAnswer.Failed("model_unavailable"));

        talk.Said.ShouldHaveSingleItem().ShouldStartWith("Thank you. A colleague looks into it");
        talk.HandedOver.ShouldBe(new FlowEffect.HandOver("returns", "refund, order 10023: it does not fit (the shop does not tell of the order, missing_secret)"));
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("I want to talk to a person please")]
    [InlineData("किसी से बात करनी है")]
    public void A_person_is_reached_in_two_messages(string ask)
    {
        var talk = new Talk(Engine, "Asha").Writes(ask).Writes("my invoice");

        talk.HandedOver.ShouldBe(new FlowEffect.HandOver("support", "my invoice"));
    }

    [Fact]
    public void Opening_hours_lead_back_to_the_menu()
    {
        var talk = new Talk(Engine).Writes("hi").Writes("2");

        talk.Said.Count.ShouldBe(2);
        talk.Writes("back to the menu").Said.ShouldHaveSingleItem().ShouldStartWith("Hello!");
    }
}
