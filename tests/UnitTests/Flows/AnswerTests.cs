using WhatsAppSupport.Domain.Flows;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Flows;

/// <summary>What an answer has to be, what is kept of it, and what happens when it never is.</summary>
public sealed class AnswerTests
{
    [Theory]
    [InlineData("text", "hello", "hello")]
    [InlineData("{ type: text, min: 2, max: 4 }", "abc", "abc")]
    [InlineData("{ type: text, min: 2, max: 4 }", "a", null)]
    [InlineData("{ type: text, min: 2, max: 4 }", "abcde", null)]
    [InlineData("number", "1,234.5", "1,234.5")]
    [InlineData("number", "१२", "12")]
    [InlineData("number", "12,34", null)]
    [InlineData("number", "1 234", "1,234")]
    [InlineData("integer", "2 3", null)]
    [InlineData("integer", "98 76", null)]
    [InlineData("number", "about 5", null)]
    [InlineData("{ type: number, min: 1, max: 10 }", "10", "10")]
    [InlineData("{ type: number, min: 1, max: 10 }", "10.5", null)]
    [InlineData("integer", "7", "7")]
    [InlineData("integer", "7.5", null)]
    [InlineData("email", "asha@shop.example", "asha@shop.example")]
    [InlineData("email", "asha@shop", null)]
    [InlineData("email", "no mail", null)]
    [InlineData("phone", "+91 98111-12222", "919811112222")]
    [InlineData("phone", "12345", null)]
    [InlineData("phone", "call 9811112222", null)]
    [InlineData("date", "2026-11-30", "30/11/2026")]
    [InlineData("date", "30/11/2026", "30/11/2026")]
    [InlineData("date", "30.11.26", "30/11/2026")]
    [InlineData("date", "31/02/2026", null)]
    [InlineData("date", "tomorrow", null)]
    [InlineData("{ type: date, min: today() }", "26/11/2026", "26/11/2026")]
    [InlineData("{ type: date, min: today() }", "25/11/2026", null)]
    [InlineData("{ type: regex, pattern: '[A-Z]{2}[0-9]{4}' }", "ab1234", "ab1234")]
    [InlineData("{ type: regex, pattern: '[A-Z]{2}[0-9]{4}' }", "xab1234", null)]
    [InlineData("{ type: one_of, values: [Small, Large] }", "large", "Large")]
    [InlineData("{ type: one_of, values: [Small, Large] }", "huge", null)]
    public void It_is_kept_as_what_it_is_or_asked_for_again(string validate, string answer, string? kept)
    {
        var talk = Written.Flow($"  - {{ type: input, variable: x, text: '?', retry_text: 'again', validate: {validate} }}\n  - {{ type: message, text: 'kept {{x}}' }}");
        talk.Context = talk.Context with { Language = "en", Now = new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero) };

        talk.Writes("go").Writes(answer).Said.ShouldBe([kept is null ? "again" : $"kept {kept}"]);
    }

    [Fact]
    public void A_number_is_one_afterwards()
    {
        var talk = Written.Flow("  - { type: input, variable: n, text: '?', validate: integer }\n  - { type: message, text: '{n * 2 + 1}' }");

        talk.Writes("go").Writes("20").Said.ShouldBe(["41"]);
    }

    [Fact]
    public void A_picture_is_kept_with_what_is_known_of_it()
    {
        var talk = Written.Flow("  - { type: input, variable: photo, text: '?', validate: { type: media, kinds: [image] } }\n  - { type: message, text: '{photo.type} {photo.url} {photo.caption}' }");

        talk.Writes("go").Gives(new CustomerInput(MessageType.Document, null, null)).Said.ShouldBe([Talk.AskToFit]);
        talk.Gives(new CustomerInput(MessageType.Image, "look", null, """{"url":"https://cdn.example/1"}""")).Said.ShouldBe(["image https://cdn.example/1 look"]);
    }

    [Fact]
    public void After_so_many_wrong_answers_something_else_is_done_and_the_count_begins_anew()
    {
        var talk = Written.Flow(
            """
              - type: input
                id: ask
                variable: n
                text: "How many?"
                retry_text: "A number, please."
                validate: integer
                max_attempts: 2
                on_fail:
                  - { type: message, text: "Never mind." }
                  - { type: quick_replies, text: "Again?", replies: [ { text: "Yes", action: step, target: ask }, { text: "No" } ] }
              - { type: message, text: "n is {n}." }
            """);

        talk.Writes("go").Writes("x").Said.ShouldBe(["A number, please."]);
        talk.Writes("y").Said.ShouldBe(["Never mind.", "Again?"]);
        talk.Taps("Yes").Said.ShouldBe(["How many?"]);
        talk.Writes("x").Said.ShouldBe(["A number, please."]);
        talk.Writes("3").Said.ShouldBe(["n is 3."]);
    }
}
