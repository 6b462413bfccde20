using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class FlowEngineTests
{
    [Fact]
    public void What_begins_no_flow_is_left_to_others()
    {
        var talk = new Talk(Given.Flow(Given.Message("Hello"))).Writes("something else");

        talk.Last.Handled.ShouldBeFalse();
        talk.Last.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void A_flow_runs_on_until_it_needs_the_customer()
    {
        var talk = new Talk(Given.Flow(Given.Message("One"), Given.Message("Two"), Given.Input("name"), Given.Message("Three")));

        talk.Writes("go").Said.ShouldBe(["One", "Two", "?"]);
        talk.Position!.Step.ShouldBe("2");
        talk.Writes("Asha").Said.ShouldBe(["Three"]);
        talk.Position.ShouldBeNull();
    }

    [Fact]
    public void The_closing_text_is_said_when_the_flow_runs_out()
    {
        var flow = new Flow("main", "v1", [Given.Go], [Given.Input("name")], Given.Text("Bye {name}"));

        new Talk(flow).Writes("go").Writes("Asha").Said.ShouldBe(["Bye Asha"]);
    }

    [Fact]
    public void The_closing_text_is_not_said_to_who_is_handed_over()
    {
        var flow = new Flow("main", "v1", [Given.Go], [new EscalateStep(new HandOverRequest("billing"))], Given.Text("Bye"));

        new Talk(flow).Writes("go").Said.ShouldBe([Talk.HandOverText]);
    }

    [Fact]
    public void Triggers_are_not_looked_at_while_a_flow_waits()
    {
        var talk = new Talk(Given.Flow(Given.Input("name"), Given.Message("Hello {name}"))).Writes("go");

        talk.Writes("go").Said.ShouldBe(["Hello go"]);
    }

    [Theory]
    [InlineData("gone", "v1", "0", """{"schema":1,"variables":{}}""")]
    [InlineData("main", "v2", "0", """{"schema":1,"variables":{}}""")]
    [InlineData("main", "v1", "7", """{"schema":1,"variables":{}}""")]
    [InlineData("main", "v1", "1", """{"schema":1,"variables":{}}""")]
    [InlineData("main", "v1", "0", """{"schema":2,"variables":{}}""")]
    [InlineData("main", "v1", "0", """{"schema":1}""")]
    [InlineData("main", "v1", "0", """{"schema":1,"variables":{"name":null}}""")]
    [InlineData("main", "v1", "0", """{"schema":1,"variables":{"name":"\uD800"}}""")]
    [InlineData("main", "v1", "0", "{")]
    [InlineData("main", "v1", "0", "")]
    [InlineData("main", "v1", "0", "null")]
    public void A_place_that_cannot_be_read_is_no_place(string flow, string version, string step, string state)
    {
        var talk = new Talk(Given.Flow(Given.Input("name"), Given.Message("Hello"))) { Position = new FlowPosition(flow, version, step, state) };

        talk.Writes("Asha").Last.ShouldBe(FlowOutcome.NotHandled);
    }

    [Fact]
    public void Who_has_lost_their_place_can_begin_again()
    {
        var talk = new Talk(Given.Flow(Given.Input("name"))) { Position = new FlowPosition("main", "old", "0", "{}") };

        talk.Writes("go").Said.ShouldBe(["?"]);
    }

    [Fact]
    public void What_was_answered_is_kept_between_turns()
    {
        var talk = new Talk(Given.Flow(Given.Input("name"), Given.Input("city"), Given.Message("{name} of {city}")));

        talk.Writes("go").Writes(" आशा \"😀\" ").Writes("Pune").Said.ShouldBe(["आशा \"😀\" of Pune"]);
    }

    [Fact]
    public void The_stored_state_names_its_form_and_keeps_every_script_readable()
    {
        var talk = new Talk(Given.Flow(Given.Input("b"), Given.Input("a"), Given.Input("c"))).Writes("go").Writes("हाँ").Writes("x");

        talk.Position!.State.ShouldBe("""{"schema":2,"visit":0,"variables":{"a":"x","b":"हाँ"}}""");
    }

    [Fact]
    public void A_reaction_moves_nothing()
    {
        var talk = new Talk(Given.Flow(Given.Input("name"))).Writes("go");
        var before = talk.Position;

        talk.Gives(new CustomerInput(MessageType.Reaction, "👍", null));

        talk.Last.Effects.ShouldBeEmpty();
        talk.Position.ShouldBe(before);
    }

    [Fact]
    public void A_turn_without_end_is_cut_off_and_a_person_is_called_in()
    {
        var flow = Given.Flow([.. Enumerable.Repeat<Step>(Given.Message("Again"), 500)]);

        var talk = new Talk(flow).Writes("go");

        talk.Said.Count.ShouldBe(FlowEngine.StepsPerTurn + 1);
        talk.Said[^1].ShouldBe(Talk.HandOverText);
        talk.HandedOver.ShouldBe(new FlowEffect.HandOver("support", "flow_loop"));
        talk.Position.ShouldBeNull();
    }

    [Fact]
    public void A_flow_of_just_as_many_steps_as_a_turn_may_have_ends_by_itself()
    {
        var flow = Given.Flow([.. Enumerable.Repeat<Step>(Given.Message("Again"), FlowEngine.StepsPerTurn)]);

        var talk = new Talk(flow).Writes("go");

        talk.Said.Count.ShouldBe(FlowEngine.StepsPerTurn);
        talk.HandedOver.ShouldBeNull();
    }

    [Fact]
    public void A_flow_without_steps_answers_nothing() => new Talk(Given.Flow()).Writes("go").Last.Handled.ShouldBeFalse();

    [Fact]
    public void A_message_of_which_nothing_is_left_is_not_sent() =>
        new Talk(Given.Flow(Given.Message("{nothing}"), Given.Message("Hello"))).Writes("go").Said.ShouldBe(["Hello"]);

    [Fact]
    public void The_customer_s_name_is_known_until_they_say_another()
    {
        var engine = new FlowEngine(new FlowSet([Given.Flow(Given.Message("Hi {user_name}"), Given.Input("user_name"), Given.Message("Hi {user_name}"))]));
        var talk = new Talk(engine, "Asha");

        talk.Writes("go").Said[0].ShouldBe("Hi Asha");
        talk.Writes("Ravi").Said.ShouldBe(["Hi Ravi"]);
    }

    [Fact]
    public void Two_flows_of_one_name_cannot_be_put_together() =>
        Should.Throw<ArgumentException>(() => new FlowSet([Given.Target("a"), Given.Target("a")]));
}
