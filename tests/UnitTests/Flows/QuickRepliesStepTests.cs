using System.Text;
using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows;

public sealed class QuickRepliesStepTests
{
    private static readonly QuickRepliesStep Step = Given.Choice(new QuickReply("Order"), new QuickReply("Straße"), new QuickReply("हाँ")) with { Variable = "choice" };

    private static Talk Asked => new Talk(Given.Flow(Step, Given.Message("Chosen: {choice}"))).Writes("go");

    [Fact]
    public void It_asks_and_offers_its_replies()
    {
        Asked.Said.ShouldBe(["Choose"]);
        Asked.Options.Select(option => option.Title).ShouldBe(["Order", "Straße", "हाँ"]);
    }

    [Theory]
    [InlineData("order", "Order")]
    [InlineData(" ORDER ", "Order")]
    [InlineData("ＯＲＤＥＲ", "Order")]
    [InlineData("Order!", "Order")]
    [InlineData("STRASSE", "Straße")]
    [InlineData("हाँ।", "हाँ")]
    [InlineData("1", "Order")]
    [InlineData("2.", "Straße")]
    [InlineData("3)", "हाँ")]
    [InlineData("३", "हाँ")]
    [InlineData("٢", "Straße")]
    public void An_answer_is_understood_by_its_text_in_any_case_and_by_number(string answer, string title) =>
        Asked.Writes(answer).Said.ShouldBe([$"Chosen: {title}"]);

    [Theory]
    [InlineData("0")]
    [InlineData("4")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("orders")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("?!")]
    public void What_fits_nothing_is_asked_again_with_the_replies(string? answer)
    {
        var talk = Asked;
        var before = (talk.Position, talk.Options);

        talk.Writes(answer).Said.ShouldBe([Talk.AskAgain]);

        (talk.Position, talk.Options).ShouldBe(before);
    }

    [Fact]
    public void A_picture_is_no_choice_whatever_its_caption() =>
        Asked.Gives(new CustomerInput(MessageType.Image, "Order", null)).Said.ShouldBe([Talk.AskAgain]);

    [Fact]
    public void It_may_ask_again_in_its_own_words() =>
        new Talk(Given.Flow(Step with { RetryText = Given.Text("One of these, please") })).Writes("go").Writes("no").Said.ShouldBe(["One of these, please"]);

    [Fact]
    public void A_tap_counts_by_its_id_whatever_its_title()
    {
        var talk = Asked;

        talk.Gives(new CustomerInput(MessageType.Interactive, "…", talk.Options[1].Id)).Said.ShouldBe(["Chosen: Straße"]);
    }

    [Fact]
    public void A_tap_on_another_step_s_old_message_is_not_a_choice_by_its_id()
    {
        var other = Given.Choice(new QuickReply("Yes"), new QuickReply("No"));
        var talk = new Talk(Given.Flow(other, Step)).Writes("go");
        var old = talk.Options;

        talk.Taps(old[0]).Taps(old[0]).Said.ShouldBe([Talk.AskAgain]);
    }

    [Fact]
    public void A_tap_on_another_step_s_old_message_may_be_a_choice_by_its_text()
    {
        var other = Given.Choice(new QuickReply("Order"));
        var talk = new Talk(Given.Flow(other, Step, Given.Message("Chosen: {choice}"))).Writes("go");
        var old = talk.Options;

        talk.Taps(old[0]).Taps(old[0]).Said.ShouldBe(["Chosen: Order"]);
    }

    [Fact]
    public void Ids_differ_between_steps_flows_and_contents_and_fit_into_a_list()
    {
        Step[] steps = [Given.Choice(new QuickReply("Yes")), Given.When("a", [Given.Choice(new QuickReply("Yes"))], Given.Choice(new QuickReply("Yes")))];
        var name = new string('f', Flow.IdMaxLength);
        Flow[] flows = [new(name, "0123456789abcdef", [], steps), new(name, "0123456789abcdee", [], steps), new("b", "0123456789abcdef", [], steps)];

        var ids = flows.SelectMany(flow => IdsOf(flow)).ToList();

        ids.Distinct().Count().ShouldBe(9);
        ids.ShouldAllBe(id => Encoding.UTF8.GetByteCount(id) <= WhatsAppShape.OptionIdMaxBytes);
    }

    [Fact]
    public void A_choice_sets_variables_filled_in_from_others()
    {
        var reply = new QuickReply("Refund", [new("topic", Given.Text("refund")), new("note", Given.Text("{topic} for {name}"))], ReplyAction.GoOn);
        var talk = new Talk(Given.Flow(Given.Input("name"), Given.Choice(reply), Given.Message("{note}")));

        talk.Writes("go").Writes("Asha").Writes("1").Said.ShouldBe(["refund for Asha"]);
    }

    [Fact]
    public void A_choice_leads_to_another_flow_that_knows_what_was_said()
    {
        var step = Given.Choice(new QuickReply("On", new ReplyAction.ToFlow("other")));
        var talk = new Talk(Given.Flow(Given.Input("name"), step, Given.Message("never")), Given.Target("other", Given.Message("Hi {name}"), Given.Input("x")));

        talk.Writes("go").Writes("Asha").Writes("on").Said.ShouldBe(["Hi Asha", "?"]);

        talk.Position!.FlowId.ShouldBe("other");
    }

    [Fact]
    public void A_choice_leads_to_a_person()
    {
        var request = new HandOverRequest("billing", Given.Text("Wait, {name}"), Given.Text("{name} asks"));
        var talk = new Talk(Given.Flow(Given.Input("name"), Given.Choice(new QuickReply("Person", new ReplyAction.Escalate(request)))));

        talk.Writes("go").Writes("Asha").Writes("person").Said.ShouldBe(["Wait, Asha"]);

        talk.HandedOver.ShouldBe(new FlowEffect.HandOver("billing", "Asha asks"));
        talk.Position.ShouldBeNull();
    }

    [Fact]
    public void A_flow_that_is_not_there_is_a_case_for_a_person()
    {
        var talk = new Talk(Given.Flow(Given.Choice(new QuickReply("On", new ReplyAction.ToFlow("gone")))));

        talk.Writes("go").Writes("on").HandedOver!.Reason.ShouldBe(FlowFault.Gone);
    }

    [Fact]
    public void A_question_of_which_nothing_is_left_still_asks() =>
        new Talk(Given.Flow(Step with { Text = Given.Text("{nothing}") })).Writes("go").Said.ShouldBe([Talk.AskAgain]);

    [Fact]
    public void Two_replies_that_differ_in_signs_alone_are_told_apart_by_them()
    {
        var talk = new Talk(Given.Flow(Given.Choice(new QuickReply("Yes?"), new QuickReply("Yes!")) with { Variable = "choice" }, Given.Message("{choice}")));

        talk.Writes("go").Writes("yes").Said.ShouldBe([Talk.AskAgain]);
        talk.Writes("YES!").Said.ShouldBe(["Yes!"]);
    }

    /// <summary>Each of the three steps is walked to.</summary>
    private static IEnumerable<string> IdsOf(Flow flow)
    {
        var started = new Flow(flow.Id, flow.Version, [Given.Go], flow.Steps);
        var first = new Talk(started).Writes("go");
        yield return first.Options[0].Id;
        yield return first.Writes("1").Options[0].Id;
        var withVariable = new Talk(started).Writes("go");
        withVariable.Position = withVariable.Position! with { State = """{"schema":1,"variables":{"a":"x"}}""" };
        yield return withVariable.Writes("1").Options[0].Id;
    }
}
