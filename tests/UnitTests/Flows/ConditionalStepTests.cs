using WhatsAppSupport.Domain.Flows.Steps;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class ConditionalStepTests
{
    [Theory]
    [InlineData("refund", new[] { "One", "Two", "After" })]
    [InlineData("other", new[] { "Three", "After" })]
    public void A_block_is_gone_through_whole_and_then_on(string topic, string[] said)
    {
        var flow = Given.Flow(
            Given.Input("topic"),
            Given.When("topic == 'refund'", [Given.Message("One"), Given.Message("Two")], Given.Message("Three")),
            Given.Message("After"));

        new Talk(flow).Writes("go").Writes(topic).Said.ShouldBe(said);
    }

    [Fact]
    public void Without_a_block_for_it_the_flow_goes_on() =>
        new Talk(Given.Flow(Given.When("missing", [Given.Message("One")]), Given.Message("After"))).Writes("go").Said.ShouldBe(["After"]);

    [Fact]
    public void A_block_may_wait_for_the_customer_and_goes_on_where_it_was()
    {
        var inner = Given.When("a == 1", [Given.Input("b", "B?"), Given.Message("b is {b}")], Given.Message("never"));
        var flow = Given.Flow(Given.Input("a", "A?"), Given.When("a > 0", [Given.Message("positive"), inner, Given.Message("inner done")]), Given.Message("done"));
        var talk = new Talk(flow).Writes("go");

        talk.Writes("1").Said.ShouldBe(["positive", "B?"]);
        talk.Position!.Step.ShouldBe("1/then/1/then/0");
        talk.Writes("x").Said.ShouldBe(["b is x", "inner done", "done"]);
    }

    [Fact]
    public void Blocks_may_be_empty_to_the_bottom()
    {
        Step[] steps = [];
        for (var depth = 0; depth < 30; depth++)
            steps = [Given.When("true", steps)];

        new Talk(Given.Flow([.. steps, Given.Message("done")])).Writes("go").Said.ShouldBe(["done"]);
    }
}
