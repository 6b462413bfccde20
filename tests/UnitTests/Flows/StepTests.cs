using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>What each kind of step does, as a support person writes it and a customer sees it.</summary>
public sealed class StepTests
{
    [Fact]
    public void A_list_has_sections_descriptions_and_a_button_and_is_chosen_from_like_buttons()
    {
        var talk = Written.Flow(
            """
              - type: list
                text: "What is it about?"
                button: "Choose"
                variable: topic
                sections:
                  - { title: "Orders", rows: [ { text: "Where it is", description: "We look it up" }, { text: "Refund", set: { urgent: "yes" } } ] }
                  - { title: "Other", rows: [ { text: "A person", action: escalate, department: support } ] }
              - { type: message, text: "{topic} {urgent}" }
            """);

        var reply = talk.Writes("go").Replies.ShouldHaveSingleItem();
        reply.ListButton.ShouldBe("Choose");
        reply.Options.Select(option => (option.Title, option.Description, option.Section))
            .ShouldBe([("Where it is", "We look it up", "Orders"), ("Refund", null, "Orders"), ("A person", null, "Other")]);

        talk.Writes("what?").Replies.ShouldHaveSingleItem().ListButton.ShouldBe("Choose");
        talk.Writes("2").Said.ShouldBe(["Refund yes"]);
        talk.Writes("go").Taps("A person").HandedOver!.Department.ShouldBe("support");
    }

    [Fact]
    public void Pictures_and_places_are_shown()
    {
        var talk = Written.Flow(
            """
              - { type: media, kind: image, url: "https://shop.example/{user_name}.png", caption: "For {user_name}" }
              - { type: media, kind: document, url: "https://shop.example/a.pdf", file_name: "invoice.pdf" }
              - { type: location, latitude: 18.52, longitude: "73.85", name: "Our shop", address: "1 Main Street", text: "Here we are" }
              - { type: media, kind: image, url: "{missing}", caption: "No picture" }
            """);

        var replies = talk.Writes("go").Replies;

        replies[0].ShouldBe(new Reply("For Asha") { Media = new ReplyMedia(MessageType.Image, "https://shop.example/Asha.png") });
        replies[1].Media.ShouldBe(new ReplyMedia(MessageType.Document, "https://shop.example/a.pdf", "invoice.pdf"));
        (replies[2].Text, replies[2].Location).ShouldBe(("Here we are", new ReplyLocation(18.52, 73.85, "Our shop", "1 Main Street")));
        (replies[3].Text, replies[3].Media).ShouldBe(("No picture", null));
    }

    [Fact]
    public void Values_are_set_in_order_and_keep_their_kind()
    {
        var talk = Written.Flow(
            """
              - { type: set, values: { price: 250, count: 3, total: price * count, names: "list('a', 'b')" } }
              - { type: conditional, condition: total > 700 and names contains "b", steps: [ { type: message, text: "{total} {names}" } ] }
            """);

        talk.Writes("go").Said.ShouldBe(["750 a, b"]);
    }

    [Fact]
    public void A_goto_leads_to_a_step_or_another_flow()
    {
        var talk = Written.Flow(
            """
              - { type: input, id: ask, variable: x, text: "Say a." }
              - type: conditional
                condition: x != "a"
                steps: [ { type: message, text: "No." }, { type: goto, step: ask } ]
              - { type: goto, flow: other }
              - { type: message, id: never, text: "Never." }
            """,
            "flow_id: other\nsteps: [ { type: message, text: 'x is {x}' } ]");

        talk.Writes("go").Writes("b").Said.ShouldBe(["No.", "Say a."]);
        talk.Writes("a").Said.ShouldBe(["x is a"]);
        talk.Position.ShouldBeNull();
    }

    [Fact]
    public void A_called_flow_knows_what_it_is_given_and_gives_back_its_result()
    {
        var talk = Written.Flow(
            """
              - { type: set, values: { secret: "'s'", number: 5 } }
              - { type: call, flow: double, with: { n: number }, save: answer }
              - { type: message, text: "{answer.value} {answer.asked} {secret}" }
            """,
            """
            flow_id: double
            steps:
              - { type: input, variable: name, text: "For whom? {secret}" }
              - { type: end, text: "Done.", result: { value: n * 2, asked: name } }
            """);

        talk.Writes("go").Said.ShouldBe(["For whom?"]);
        talk.Writes("Ravi").Said.ShouldBe(["Done.", "10 Ravi s"]);
        talk.Position.ShouldBeNull();
    }

    [Fact]
    public void Flows_that_call_each_other_too_deep_are_a_case_for_a_person()
    {
        var talk = Written.Flow(
            "  - { type: conditional, condition: user_name, steps: [ { type: call, flow: main } ] }");

        var outcome = talk.Writes("go").Last;

        (outcome.Fault, outcome.Position, talk.HandedOver!.Reason).ShouldBe((FlowFault.Depth, null, FlowFault.Depth));
    }

    [Fact]
    public void Tags_and_notes_are_for_agents_and_a_score_is_kept()
    {
        var talk = Written.Flow(
            """
              - { type: tag, add: [refund, vip], remove: new }
              - { type: note, text: "{user_name} wants a refund" }
              - { type: rate, text: "How did we do?", variable: score }
              - { type: message, text: "Thank you for {score}." }
            """);

        talk.Writes("go").Last.Effects.Take(4).ShouldBe(
        [
            new FlowEffect.Tag("new", false), new FlowEffect.Tag("refund", true), new FlowEffect.Tag("vip", true), new FlowEffect.Note("main", "Asha wants a refund"),
        ]);
        talk.Options.Count.ShouldBe(5);
        talk.Writes("great").Said.ShouldBe([Talk.AskAgain]);
        talk.Writes("4").Last.Effects[0].ShouldBe(new FlowEffect.Rate(4));
        talk.Said.ShouldBe(["Thank you for 4."]);
    }

    [Fact]
    public void A_text_too_long_for_a_turn_is_a_case_for_a_person()
    {
        var talk = Written.Flow(string.Concat(Enumerable.Repeat($"  - {{ type: message, text: '{new string('x', 4000)}' }}\n", 10)) + "  - { type: input, variable: x, text: '?' }");

        talk.Writes("go").Last.Fault.ShouldBe(FlowFault.Text);
        talk.Said.ShouldBe([Talk.HandOverText]);
    }

    [Fact]
    public void So_it_is_where_the_flow_ends_with_it()
    {
        var talk = Written.Flow(string.Concat(Enumerable.Repeat($"  - {{ type: message, text: '{new string('x', 4000)}' }}\n", 10)));

        (talk.Writes("go").Last.Fault, talk.Last.FaultyFlow).ShouldBe((FlowFault.Text, "main"));
        talk.Said.ShouldBe([Talk.HandOverText]);
    }

    [Fact]
    public void What_is_said_at_the_end_counts_too()
    {
        var talk = Written.Flow(string.Concat(Enumerable.Repeat($"  - {{ type: message, text: '{new string('x', 4000)}' }}\n", 8)) + $"ends: '{new string('x', 1000)}'");

        talk.Writes("go").Last.Fault.ShouldBe(FlowFault.Text);
        talk.Said.ShouldBe([Talk.HandOverText]);
    }

    [Fact]
    public void Wherever_it_is_set_the_customer_is_spoken_to_in_their_language_from_then_on()
    {
        var talk = Written.Flow("  - { type: quick_replies, text: '?', replies: [ { text: Hindi, set: { customer.language: hi } } ] }\n  - { type: message, text: { en: Bye, hi: अलविदा } }");

        talk.Writes("go").Taps("Hindi").Last.Effects[0].ShouldBe(new FlowEffect.SpeakIn("hi"));
        talk.Said.ShouldBe(["अलविदा"]);
    }

    [Fact]
    public void A_note_is_of_the_flow_that_leaves_it()
    {
        var talk = Written.Flow("  - { type: call, flow: other }", "flow_id: other\nsteps: [ { type: note, text: Hi } ]");

        talk.Writes("go").Last.Effects.ShouldBe([new FlowEffect.Note("other", "Hi")]);
    }

    /// <summary>Each is no more than may be kept, and all of them written down would be six hundred megabytes.</summary>
    [Fact]
    public void Far_more_than_is_kept_is_not_even_written()
    {
        var lists = string.Join(", ", Enumerable.Range(0, 100).Select(number => $"v{number}: all"));
        var talk = Written.Flow(
            $"  - {{ type: set, values: {{ x: \"'{new string('x', 4000)}'\", all: \"list({string.Join(", ", Enumerable.Repeat("x", 15))})\" }} }}\n"
            + string.Concat(Enumerable.Range(0, 90).Select(step => $"  - {{ type: set, values: {{ {lists.Replace("v", $"v{step}_", StringComparison.Ordinal)} }} }}\n"))
            + "  - { type: input, variable: y, text: '?' }");

        var before = GC.GetAllocatedBytesForCurrentThread();
        talk.Writes("go").Last.Fault.ShouldBe(FlowFault.State);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 * 1024 * 1024);
    }

    [Fact]
    public void More_than_is_kept_is_a_case_for_a_person()
    {
        var talk = Written.Flow(
            $"  - {{ type: set, values: {{ {string.Join(", ", Enumerable.Range(0, 30).Select(n => $"v{n}: \"'{new string('x', 3000)}'\""))} }} }}\n  - {{ type: input, variable: x, text: '?' }}");

        talk.Writes("go").Last.Fault.ShouldBe(FlowFault.State);
    }
}
