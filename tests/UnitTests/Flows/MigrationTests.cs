using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>Whoever stands in an older content of a flow is moved by what runs, and nobody else is.</summary>
public sealed class MigrationTests
{
    private static readonly FlowSet Before = SetOf(
        """
          - { type: input, id: ask_name, variable: name, text: "Name?" }
          - { type: input, id: ask_number, variable: number, text: "Number?" }
          - { type: message, text: "Before: {number} of {name}" }
        """);

    private static readonly FlowSet Now = SetOf(
        """
          - { type: message, text: "Well met." }
          - { type: input, id: ask_order, variable: order, text: "Order?" }
          - { type: message, text: "Now: {order} of {name}" }
        """,
        "{ ask_number: ask_order }");

    [Fact]
    public void What_the_customer_says_answers_the_step_where_they_are_moved_to_and_what_is_known_stays()
    {
        var talk = Go(Before).Writes("Asha");

        talk.Said.ShouldBe(["Number?"]);
        var moved = Moved(talk, Now, Before).Writes("77");
        moved.Said.ShouldBe(["Now: 77 of Asha"]);
        moved.Position.ShouldBeNull();
    }

    [Fact]
    public void Who_stands_elsewhere_finishes_as_it_was_and_is_moved_when_they_come_to_such_a_step()
    {
        var talk = Moved(Go(Before), Now, Before).Writes("Asha");

        talk.Said.ShouldBe(["Number?"]);
        talk.Position!.Version.ShouldBe(Before.Find("main")!.Version);
        talk.Writes("77").Said.ShouldBe(["Now: 77 of Asha"]);
    }

    [Fact]
    public void Without_a_map_everybody_finishes_where_they_began()
    {
        var now = SetOf("  - { type: input, id: ask_number, variable: order, text: \"Order?\" }");

        Moved(Go(Before).Writes("Asha"), now, Before).Writes("77").Said.ShouldBe(["Before: 77 of Asha"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_path_moves_also_those_whose_content_cannot_be_read_any_more(bool isAtHand)
    {
        var now = SetOf("  - { type: input, id: ask_order, variable: order, text: \"Order?\" }\n  - { type: message, text: \"Now: {order} of {name}\" }", "{ \"1\": ask_order }");
        var talk = Go(Before).Writes("Asha");

        (isAtHand ? Moved(talk, now, Before) : Moved(talk, now)).Writes("77").Said.ShouldBe(["Now: 77 of Asha"]);
        Moved(Go(Before), now).Writes("go").Said.ShouldBe(["Order?"], "where no path leads anywhere, they are in no flow any more");
    }

    [Fact]
    public void A_content_does_not_move_those_who_stand_in_it()
    {
        const string Steps = "  - { type: input, id: one, variable: a, text: \"One?\" }\n  - { type: input, id: two, variable: b, text: \"Two?\" }\n  - { type: message, text: \"{a} {b}\" }";
        var (without, with) = (SetOf(Steps), SetOf(Steps, "{ one: two }"));

        Go(with).Writes("A").Said.ShouldBe(["Two?"]);
        Moved(Go(without), with).Writes("A").Writes("B").Said.ShouldBe(["A B"], "a map is no part of the content");
    }

    [Fact]
    public void What_is_on_its_way_from_elsewhere_is_waited_for_where_it_was_asked_for()
    {
        var before = SetOf(
            """
              - { type: api, id: shop, url: "https://api.shop.example/", save: { price: price }, on_error: [ { type: end } ] }
              - { type: wait, id: breath, for: 3h }
              - { type: input, id: ask_number, variable: number, text: "{price}. Number?" }
            """);
        var now = SetOf("  - { type: input, id: ask_order, variable: order, text: \"Order?\" }\n  - { type: message, text: \"Now: {order} for {price}\" }", "{ shop: ask_order, breath: ask_order, ask_number: ask_order }");
        var talk = Moved(Go(before), now, before);
        var asked = talk.Position;

        talk.Writes("hello?").Last.Effects.ShouldBeEmpty();
        talk.Position.ShouldBe(asked);
        talk.Gives(new FlowInput.Answered(1, new FlowAnswer.Succeeded(200, """{"price":"5"}"""))).Last.Effects.ShouldBe([new FlowEffect.WakeAfter(3, TimeSpan.FromHours(3))]);
        talk.Writes("hello?").Last.Effects.ShouldBeEmpty();
        talk.Gives(new FlowInput.TimeUp(3)).Said.ShouldBe(["5. Number?"]);
        talk.Writes("77").Said.ShouldBe(["Now: 77 for 5"]);
    }

    [Fact]
    public void A_time_that_runs_ends_once_with_what_the_new_step_has_for_it()
    {
        var before = SetOf("  - { type: input, id: ask, variable: a, text: \"Before?\", timeout: { after: 10m, steps: [ { type: message, text: \"Before: late\" } ] } }");
        var now = SetOf("  - { type: input, id: ask, variable: a, text: \"Now?\", timeout: { after: 1h, steps: [ { type: message, text: \"Now: late\" } ] } }\n  - { type: message, text: \"Bye\" }", "{ ask: ask }");
        var talk = Moved(Go(before), now, before);

        talk.Gives(new FlowInput.TimeUp(9)).Last.Effects.ShouldBeEmpty("it is for another visit");
        talk.Gives(new FlowInput.TimeUp(1)).Said.ShouldBe(["Now: late", "Bye"]);
        talk.Gives(new FlowInput.TimeUp(1)).Last.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void Where_the_new_step_has_no_time_out_the_old_one_says_nothing_and_the_answer_is_still_waited_for()
    {
        var before = SetOf("  - { type: input, id: ask, variable: a, text: \"Before?\", timeout: { after: 10m, steps: [ { type: message, text: \"Late\" } ] } }");
        var now = SetOf("  - { type: input, id: ask, variable: a, text: \"Now?\" }\n  - { type: message, text: \"Now: {a}\" }", "{ ask: ask }");
        var talk = Moved(Go(before), now, before);
        var waiting = talk.Position;

        talk.Gives(new FlowInput.TimeUp(1)).Last.Effects.ShouldBeEmpty();
        talk.Position.ShouldBe(waiting);
        talk.Gives(new CustomerInput(MessageType.Reaction, "👍", null)).Position.ShouldBe(waiting);
        talk.Writes("77").Said.ShouldBe(["Now: 77"]);
    }

    [Fact]
    public void Attempts_at_the_old_question_are_none_at_the_new_one()
    {
        const string Asks = "  - { type: input, id: ask, variable: a, text: \"How many?\", validate: number, retry_text: \"Again?\", max_attempts: 2, on_fail: [ { type: message, text: \"Failed\" } ] }";
        var (before, now) = (SetOf(Asks), SetOf(Asks + "\n  - { type: message, text: \"Bye\" }", "{ ask: ask }"));
        var talk = Moved(Go(before).Writes("x"), now, before);

        talk.Writes("y").Said.ShouldBe(["Again?"]);
        talk.Writes("z").Said.ShouldBe(["Failed", "Bye"]);
    }

    [Fact]
    public void A_tap_or_a_number_means_what_was_shown_with_it_wherever_that_stands_now()
    {
        var before = SetOf(Choosing("Cancel", "Keep", "Ask"));
        var now = SetOf(Choosing("Keep", "Cancel", "Person"), "{ choose: choose }");
        var begun = Go(before);
        Talk To(Func<Talk, Talk> says) => says(Moved(Go(before), now, before));

        To(talk => talk.Taps(begun.Options[0])).Said.ShouldBe(["Chosen: Cancel"]);
        To(talk => talk.Writes("1")).Said.ShouldBe(["Chosen: Cancel"]);
        To(talk => talk.Writes("keep")).Said.ShouldBe(["Chosen: Keep"]);
        To(talk => talk.Writes("person")).Said.ShouldBe(["Chosen: Person"]);
        To(talk => talk.Taps(begun.Options[2])).Said.ShouldBe([Talk.AskAgain], "it is not there any more");
        To(talk => talk.Writes("3").Writes("3")).Said.ShouldBe(["Chosen: Person"], "from the second question on the new numbers count");
    }

    [Fact]
    public void A_flow_that_was_interrupted_comes_back_to_the_step_where_it_is_moved_to()
    {
        const string Help = "flow_id: help\ntriggers: [ { type: keyword, value: help, interrupt: true, resume: true } ]\nsteps: [ { type: input, variable: q, text: \"What?\" } ]";
        var before = Written.Set(File("  - { type: input, id: ask_number, variable: number, text: \"Number?\" }"), Help);
        var now = Written.Set(File("  - { type: input, id: ask_order, variable: order, text: \"Order?\" }\n  - { type: message, text: \"Now: {order}\" }", "{ ask_number: ask_order }"), Help);
        var talk = Moved(Go(before).Writes("help"), now, before);

        talk.Writes("nothing").Said.ShouldBe(["Order?"]);
        talk.Writes("77").Said.ShouldBe(["Now: 77"]);
    }

    [Fact]
    public void A_flow_that_called_another_one_finishes_as_it_was_unless_its_step_is_moved()
    {
        const string Called = "flow_id: called\nsteps: [ { type: input, variable: x, text: \"What?\" }, { type: end, result: x } ]";
        var before = Written.Set(File("  - { type: call, id: call_it, flow: called, save: got }\n  - { type: message, text: \"Before: {got}\" }"), Called);
        const string Steps = "  - { type: input, id: ask_order, variable: order, text: \"{got}. Order?\" }\n  - { type: message, text: \"Now: {order}\" }";
        Talk With(string map) => Moved(Go(before), Written.Set(File(Steps, map), Called), before);

        With("{ ask: ask_order }").Writes("5").Said.ShouldBe(["Before: 5"]);
        With("{ call_it: ask_order }").Writes("5").Said.ShouldBe(["5. Order?"]);
        With("{ call_it: ask_order }").Writes("5").Writes("77").Said.ShouldBe(["Now: 77"]);
    }

    [Fact]
    public void Where_the_flow_is_not_there_any_more_it_is_finished_as_it_was()
    {
        var now = Written.Set("flow_id: other\nsteps: [ { type: input, id: ask, variable: a, text: \"Other?\" } ]\nmigrate: { ask_number: ask }");

        Moved(Go(Before).Writes("Asha"), now, Before).Writes("77").Said.ShouldBe(["Before: 77 of Asha"]);
    }

    private static Talk Go(FlowSet flows) => new Talk(new FlowEngine(flows)) { Counts = true }.Writes("go");

    /// <summary>The same conversation, once <paramref name="now"/> runs.</summary>
    private static Talk Moved(Talk talk, FlowSet now, params FlowSet[] older) =>
        new(new FlowEngine(now.Beside(older))) { Counts = true, Position = talk.Position, Context = talk.Context };

    private static FlowSet SetOf(string steps, string? migrate = null) => Written.Set(File(steps, migrate));

    private static string File(string steps, string? migrate = null) =>
        $"flow_id: main\ntriggers: [ {{ type: keyword, value: go }} ]\n{(migrate is null ? "" : $"migrate: {migrate}\n")}steps:\n{steps}";

    private static string Choosing(params string[] titles) =>
        $"  - {{ type: quick_replies, id: choose, text: \"Choose\", variable: chosen, replies: [ {string.Join(", ", titles.Select(title => $"{{ text: {title} }}"))} ] }}\n  - {{ type: message, text: \"Chosen: {{chosen}}\" }}";
}
