using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Flows.Triggers;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>What runs, beside what a conversation stands in.</summary>
public sealed class FlowSetTests
{
    private static readonly FlowSet Before = new(
    [
        new Flow("main", "1", [Given.Go], [Given.Input("name", "Old: who?"), Given.Choice(new QuickReply("On", new ReplyAction.ToFlow("next")))]),
        new Flow("next", "1", [], [Given.Message("Old next")]),
        new Flow("menu", "1", [new Trigger.Keyword("menu")], [Given.Message("Old menu")]),
    ]);

    private static readonly FlowSet Now = new(
    [
        new Flow("main", "2", [Given.Go], [Given.Input("name", "New: who?")]),
        new Flow("next", "2", [], [Given.Message("New next")]),
        new Flow("menu", "2", [new Trigger.Keyword("menu")], [Given.Message("New menu")]),
    ]);

    [Fact]
    public void A_conversation_goes_on_in_the_content_that_it_stands_in_and_into_the_flows_that_came_with_it()
    {
        var begun = new Talk(new FlowEngine(Before)).Writes("go");
        var later = new Talk(new FlowEngine(Now.Beside([Before]))) { Position = begun.Position };

        later.Writes("Asha").Writes("On").Said.ShouldBe(["Old next"]);
    }

    [Fact]
    public void Whoever_is_in_no_flow_begins_what_runs_whatever_lies_beside_it()
    {
        var talk = new Talk(new FlowEngine(Now.Beside([Before])));

        talk.Writes("go").Said.ShouldBe(["New: who?"]);
        new Talk(new FlowEngine(Now.Beside([Before]))).Writes("menu").Said.ShouldBe(["New menu"]);
    }

    [Fact]
    public void A_place_in_a_content_that_is_not_at_hand_is_none()
    {
        var begun = new Talk(new FlowEngine(Before)).Writes("go");

        new Talk(new FlowEngine(Now)) { Position = begun.Position }.Writes("menu").Said.ShouldBe(["New menu"]);
    }

    [Fact]
    public void A_place_names_the_content_that_it_needs()
    {
        FlowVersion.Of(new FlowPosition("main", "1", "0", "{}")).ShouldBe([new FlowVersion("main", "1")]);
        (Before.Holds(new FlowVersion("main", "1")), Now.Holds(new FlowVersion("main", "1")), Now.Holds(new FlowVersion("nix", "1"))).ShouldBe((true, false, false));
    }
}
