namespace WhatsAppSupport.UnitTests.Flows.Transcripts;

/// <summary>A transcript holds a flow to every word; where it goes otherwise, that is told so that a support person can mend the one or the other.</summary>
public sealed class TranscriptPlayerTests
{
    private const string Greeting = "  - { type: message, text: 'Hello {customer.name}' }\n  - { type: input, variable: x, text: 'Well?' }";

    [Theory]
    [InlineData("  - { type: message, text: \"Hello\\n\\nWorld\" }", "Customer: go\nBot: Hello\n\n     World\nThe flow is over.")]
    [InlineData("  - { type: message, text: Hello }", "Customer: stop\nNo flow answers.\nCustomer: go\nBot: Hello\nThe flow is over.")]
    [InlineData(Greeting, "customer.name: Asha\nCustomer: go\nBot: Hello Asha\nBot: Well?")]
    [InlineData("  - { type: quick_replies, text: '?', variable: x, replies: [ { text: A }, { text: B } ] }\n  - { type: message, text: '{x}' }", "Customer: go\nBot: ?\n  [A] [B]\nCustomer taps: B\nBot: B\nThe flow is over.")]
    [InlineData("  - { type: list, text: '?', button: Open, rows: [ { text: A, description: The first }, { text: B } ] }", "Customer: go\nBot: ?\n  List: Open\n  [A] The first\n  [B]\nCustomer: 2\nThe flow is over.")]
    [InlineData("  - { type: list, text: '?', button: Open, sections: [ { title: One, rows: [ { text: A }, { text: B } ] }, { title: Two, rows: [ { text: C } ] } ] }", "Customer: go\nBot: ?\n  List: Open\n  Section: One\n  [A]\n  [B]\n  Section: Two\n  [C]")]
    [InlineData("  - { type: media, kind: document, url: 'https://a.example/b', file_name: b.pdf, caption: Here }\n  - { type: media, kind: image, url: 'https://a.example/c' }", "Customer: go\nBot: Here\n  Document: https://a.example/b (b.pdf)\nBot: Image: https://a.example/c\nThe flow is over.")]
    [InlineData("  - { type: location, latitude: 18.5, longitude: -73, name: Shop, address: Main Road, text: Here }", "Customer: go\nBot: Here\nBot: Location: 18.5, -73, Shop, Main Road\nThe flow is over.")]
    [InlineData("  - { type: input, variable: x, text: '?', validate: media }\n  - { type: message, text: '{x.type} {x.url} {x.caption}' }", "Customer: go\nBot: ?\nCustomer sends a video https://a.example/v: look\nBot: video https://a.example/v look\nThe flow is over.")]
    [InlineData("  - { type: tag, add: a }\n  - { type: tag, remove: a, add: b }\n  - { type: input, variable: x, text: '?' }\n  - { type: note, text: '{conversation.tags}' }", "Customer: go\nTag: a\nTag taken off: a\nTag: b\nBot: ?\nCustomer: so\nNote: b\nThe flow is over.")]
    [InlineData("  - { type: rate, text: '?' }\n  - { type: input, variable: x, text: Why? }\n  - { type: note, text: '{conversation.score}' }", "Customer: go\nBot: ?\n  [1 ⭐] [2 ⭐⭐] [3 ⭐⭐⭐] [4 ⭐⭐⭐⭐] [5 ⭐⭐⭐⭐⭐]\nCustomer: 4\nScore: 4\nBot: Why?\nCustomer: so\nNote: 4\nThe flow is over.")]
    [InlineData("  - { type: set, values: { customer.language: \"'hi'\" } }\n  - { type: input, variable: x, text: { en: One, hi: एक } }", "language: en\nCustomer: go\nSpeaks: hi\nBot: एक\nCustomer sends a sticker\nBot: इसे मैं यहाँ इस्तेमाल नहीं कर सकता। कृपया शब्दों में लिखें।")]
    [InlineData("  - { type: message, text: 'On {today()}, open: {hours.open}, again {hours.next_opening}' }", "language: de\nnow: 2026-03-01 22:00\nhours: closed until 2026-03-02 09:30\nCustomer: go\nBot: On 1.3.2026, open: false, again 2.3.2026 09:30\nThe flow is over.")]
    [InlineData("  - { type: message, text: 'Open: {hours.open}' }", "hours: open\nCustomer: go\nBot: Open: true\nThe flow is over.")]
    [InlineData("  - { type: escalate, department: billing, text: Wait, reason: So }", "Customer: go\nBot: Wait\nA person is called in: billing\n  So\nCustomer: hello?\n10 minutes pass")]
    [InlineData("  - { type: wait, for: 90s }\n  - { type: message, text: 'At {minute(now)}' }", "now: 2026-03-01 22:00\nCustomer: go\nCustomer: hello?\n89 seconds pass\n1 second passes\nBot: At 1\nThe flow is over.")]
    [InlineData("  - { type: wait, for: 1m }\n  - { type: message, text: One }\n  - { type: wait, for: 1h }\n  - { type: message, text: '{hour(now)}' }", "now: 2026-03-01 22:00\nCustomer: go\n2 hours pass\nBot: One\nBot: 23\nThe flow is over.")]
    [InlineData("  - { type: input, variable: x, text: '?', validate: number, timeout: { after: 5m, steps: [ { type: message, text: Late } ] } }", "Customer: go\nBot: ?\n4 minutes pass\nCustomer: no\nBot: That does not fit here. Please have a look at the question and answer it once more.\n4 minutes pass\n1 minute passes\nBot: Late\nThe flow is over.")]
    [InlineData("  - { type: api, method: POST, url: 'https://a.example/{customer.phone}', body: { a: 1, b: [ 'ü' ] }, save: { x: x } }\n  - { type: message, text: '{x}' }", "customer.phone: 91\nCustomer: go\nAsks: POST https://a.example/91\n  { \"a\": 1,\n    \"b\": [ \"ü\" ] }\nAnswer: 200 { \"x\": 7 }\nBot: 7\nThe flow is over.")]
    [InlineData("  - { type: api, url: 'https://a.example/', on_error: [ { type: message, text: '{error}' } ] }", "Customer: go\nAsks: GET https://a.example/\nAnswer: 503\nBot: status_503\nThe flow is over.")]
    [InlineData("  - { type: api, url: 'https://a.example/', body: Plain, headers: { X: y }, on_error: [ { type: message, text: '{error}' } ] }", "Customer: go\nAsks: GET https://a.example/\n  Plain\nCustomer: hello?\nNo answer: timeout\nBot: timeout\nThe flow is over.")]
    [InlineData("  - { type: ask_model, prompt: 'Sum up', save: x, on_error: [ { type: message, text: '{error}' } ] }\n  - { type: message, text: '{x}' }", "Customer: go\nAsks the model: Sum up\nThe model answers: Short\nBot: Short\nThe flow is over.\nCustomer: go\nAsks the model: Sum up\nNo answer from the model\nBot: model_unavailable\nThe flow is over.")]
    [InlineData("  - { type: message, text: '{customer.metadata.plan} {conversation.department}' }", "customer.metadata: { \"plan\": \"gold\" }\nconversation.department: sales\nCustomer: go\nBot: gold sales\nThe flow is over.")]
    public void Each_thing_that_a_flow_does_has_its_line(string steps, string transcript) => PlayedFlow.Play(steps, transcript).ShouldBeNull();

    [Fact]
    public void Another_word_is_told_with_its_line_and_with_all_that_happened()
    {
        PlayedFlow.Play(Greeting, "customer.name: Asha\n\nCustomer: go\nBot: Hello Asha\nBot: Yes?").ShouldBe(
            """
            main/talk.txt:5: this was expected:
                Bot: Yes?
            but this happened:
                Bot: Well?
            All that happens from line 3 on until something else is done:
                Customer: go
                Bot: Hello Asha
                Bot: Well?
            """);
    }

    [Fact]
    public void What_does_not_happen_is_told_at_its_line()
    {
        var problem = PlayedFlow.Play(Greeting, "Customer: go\nBot: Hello\nBot: Well?\nThe flow is over.").ShouldNotBeNull();

        problem.ShouldStartWith("main/talk.txt:4: this was expected:\n    The flow is over.\nbut nothing more happened.");
    }

    [Fact]
    public void What_happens_and_is_not_written_is_told_at_the_line_that_it_follows()
    {
        var problem = PlayedFlow.Play(Greeting, "Customer: go\nBot: Hello\n\nCustomer: x").ShouldNotBeNull();

        problem.ShouldStartWith("main/talk.txt:1: after this line more happens than is written below it, beginning with:\n    Bot: Well?");
    }

    [Theory]
    [InlineData("Customer: go\nBot: Hello\nBot: Well?\nCustomer taps: Yes", 4, "there is nothing to tap yet, and no \"Yes\"")]
    [InlineData("Customer: go\nBot: Hello\nBot: Well?\nAnswer: 200 {}", 4, "nobody was asked for this answer; it comes after a line such as Asks:")]
    [InlineData("Customer: go\nBot: Hello\nBot: Well?\nThe model answers: x", 4, "nobody was asked for this answer")]
    public void What_cannot_be_done_is_told(string transcript, int line, string problem) =>
        PlayedFlow.Play(Greeting, transcript).ShouldNotBeNull().ShouldStartWith($"main/talk.txt:{line}: {problem}");

    [Fact]
    public void A_tap_on_what_is_not_there_names_what_is() =>
        PlayedFlow.Play("  - { type: quick_replies, text: '?', replies: [ { text: A }, { text: B } ] }", "Customer: go\nBot: ?\n     [A] [B]\nCustomer taps: C")
            .ShouldBe("main/talk.txt:4: there is no \"C\" to tap; shown are A, B");

    [Fact]
    public void An_answer_for_another_is_none() =>
        PlayedFlow.Play("  - { type: ask_model, prompt: Hi, save: x }\n  - { type: message, text: '{x}' }", "Customer: go\nAsks the model: Hi\nAnswer: 200 {}").ShouldNotBeNull().ShouldStartWith("main/talk.txt:3: nobody was asked");

    [Theory]
    [InlineData("Customer: go\nBot: ?\n     [A]\n     [B]")]
    [InlineData("Customer: go\nBot: ?\n     [B] [A]")]
    [InlineData("Customer: go\nBot: ?")]
    public void Choices_are_compared_as_they_are_shown(string transcript) =>
        PlayedFlow.Play("  - { type: quick_replies, text: '?', replies: [ { text: A }, { text: B } ] }", transcript).ShouldNotBeNull().ShouldContain(":2: this was expected");
}
