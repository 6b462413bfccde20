using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>What begins a flow, and what works in the midst of any.</summary>
public sealed class InterruptTests
{
    private const string Order =
        """
        flow_id: order
        triggers: [ { type: keyword, value: order } ]
        steps:
          - { type: input, variable: number, text: "Which one?" }
          - { type: quick_replies, text: "Order {number}: what?", replies: [ { text: "Status" }, { text: "Menu" } ] }
          - { type: message, text: "Chosen." }
        """;

    private const string Help = "flow_id: help\ntriggers: [ { type: keyword, value: help, interrupt: true, resume: true } ]\nsteps: [ { type: message, text: Here is help. } ]";
    private const string Menu = "flow_id: menu\ntriggers: [ { type: keyword, value: menu, interrupt: true } ]\nsteps: [ { type: quick_replies, text: Menu, replies: [ { text: A } ] } ]";

    [Fact]
    public void A_flow_that_was_interrupted_asks_once_more_and_knows_what_it_knew()
    {
        var talk = Written.Talk(Order, Help, Menu).Writes("order").Writes("10023");

        talk.Writes("help").Said.ShouldBe(["Here is help.", "Order 10023: what?"]);
        talk.Writes("status").Said.ShouldBe(["Chosen."]);
    }

    [Fact]
    public void Without_resume_it_is_left_for_good() => Written.Talk(Order, Help, Menu).Writes("order").Writes("menu").Writes("a").Position.ShouldBeNull();

    [Fact]
    public void What_can_be_chosen_is_chosen_and_interrupts_nothing() =>
        Written.Talk(Order, Help, Menu).Writes("order").Writes("1").Writes("menu").Said.ShouldBe(["Chosen."]);

    /// <summary>Asked again, the shop would take the order twice.</summary>
    [Fact]
    public void What_is_on_its_way_elsewhere_is_not_asked_twice_because_the_customer_wanted_help()
    {
        var talk = Written.Flow("  - { type: api, url: 'https://api.shop.example/', method: POST, on_error: [ { type: end } ] }\n  - { type: message, text: Ordered. }", Help, Menu).Writes("go");
        var asked = talk.Last;

        talk.Writes("help").Last.Effects.ShouldBeEmpty();
        talk.Position.ShouldBe(asked.Position);
        talk.Gives(new FlowInput.Answered(1, new FlowAnswer.Succeeded(200, "{}"))).Said.ShouldBe(["Ordered."]);
        talk.Writes("go").Writes("menu").Said.ShouldBe(["Menu"]);
    }

    [Fact]
    public void Help_within_help_does_not_pile_up()
    {
        var talk = Written.Talk(Order, Help.Replace("{ type: message, text: Here is help. }", "{ type: input, variable: q, text: Ask. }", StringComparison.Ordinal)).Writes("order");

        for (var times = 0; times < 30; times++)
            talk.Writes("help").Said.ShouldBe(["Ask."]);

        talk.Position!.State.Length.ShouldBeLessThan(1000);
    }

    [Fact]
    public void Who_asks_for_the_same_help_twice_comes_back_all_the_same()
    {
        var asking = Help.Replace("{ type: message, text: Here is help. }", "{ type: input, variable: q, text: Ask. }", StringComparison.Ordinal);
        var other = asking.Replace("help", "faq", StringComparison.Ordinal);
        var talk = Written.Talk(Order, asking, other).Writes("order").Writes("10023");

        foreach (var word in Enumerable.Repeat(new[] { "help", "help", "faq", "help", "faq" }, 6).SelectMany(words => words))
            talk.Writes(word).Said.ShouldBe(["Ask."]);

        talk.Writes("Where?").Said.ShouldBe(["Ask."]);
        talk.Writes("When?").Said.ShouldBe(["Order 10023: what?"]);
    }

    [Fact]
    public void A_question_that_stands_before_its_step_is_asked_once_more()
    {
        var talk = Written.Flow("  - { type: message, text: 'Your name?' }\n  - { type: input, variable: name }\n  - { type: message, text: 'Hi {name}' }", Help).Writes("go");

        talk.Writes("help").Said.ShouldBe(["Here is help.", "Your name?"]);
        talk.Writes("Asha").Said.ShouldBe(["Hi Asha"]);
    }

    [Theory]
    [InlineData("fallback")]
    [InlineData("first_message")]
    [InlineData("outside_hours")]
    public void What_fits_any_message_interrupts_nothing(string trigger)
    {
        var finding = Written.FindingsIn($"flow_id: main\ntriggers: [ {{ type: {trigger}, interrupt: true }} ]\nsteps: [ {{ type: message, text: Hi }} ]").ShouldHaveSingleItem();

        (finding.Code, finding.Field).ShouldBe(("invalid_field", "triggers[0].interrupt"));
    }

    [Theory]
    [InlineData("code AB12", null, MessageType.Text, "regex")]
    [InlineData("Yes", "promo_yes", MessageType.Button, "payload")]
    [InlineData(null, null, MessageType.Audio, "voice")]
    [InlineData("anything", null, MessageType.Text, "fallback")]
    [InlineData("code vip", null, MessageType.Text, "vip")]
    public void A_message_begins_what_says_most_of_it(string? text, string? payload, MessageType type, string said)
    {
        var talk = Written.Talk(
            Begins("regex", "{ type: regex, value: 'code [A-Z]{2}[0-9]{2}' }"),
            Begins("payload", "{ type: payload, value: promo_yes }"),
            Begins("voice", "{ type: message_type, value: audio }"),
            Begins("fallback", "{ type: fallback }"),
            Begins("vip", "{ type: regex, value: vip, priority: 5 }"),
            Begins("code", "{ type: keyword, value: code, priority: -1 }"));

        talk.Gives(new CustomerInput(type, text, payload)).Said.ShouldBe([said]);
    }

    [Fact]
    public void The_first_message_and_the_night_are_known()
    {
        var talk = Written.Talk(Begins("first", "{ type: first_message }"), Begins("fallback", "{ type: fallback }"));

        talk.Context = talk.Context with { IsFirstMessage = true };
        talk.Writes("hello").Said.ShouldBe(["first"]);
        talk.Context = talk.Context with { IsFirstMessage = false };
        talk.Writes("hello").Said.ShouldBe(["fallback"]);
    }

    [Fact]
    public void A_flow_speaks_the_language_of_the_customer_and_learns_another()
    {
        var talk = Written.Flow(
            """
              - { type: quick_replies, text: { en: "Yes or no, {user_name}?", hi: "हाँ या ना?" }, variable: x, replies: [ { text: { en: "Yes", hi: "हाँ" } }, { text: { en: "No", hi: "ना" } } ] }
              - { type: message, text: { en: "You said {x}, {1000 + 234.5}", hi: "आपने {x} कहा, {100000 + 0.5}" } }
              - { type: set, values: { customer.language: "'en'" } }
              - { type: message, text: { en: "Now English", hi: "हिन्दी" } }
            """);
        talk.Context = talk.Context with { Language = "hi-IN" };

        talk.Writes("go").Said.ShouldBe(["हाँ या ना?"]);
        talk.Options.Select(option => option.Title).ShouldBe(["हाँ", "ना"]);
        talk.Writes("हाँ").Said.ShouldBe(["आपने Yes कहा, 1,00,000.5", "Now English"]);
        talk.Last.Effects.ShouldContain(new FlowEffect.SpeakIn("en"));
        talk.Context = talk.Context with { Language = "fr" };
        talk.Writes("go").Said.ShouldBe(["Yes or no, Asha?"]);
    }

    private static string Begins(string id, string trigger) => $"flow_id: {id}\ntriggers: [ {trigger} ]\nsteps: [ {{ type: message, text: {id} }} ]";
}
