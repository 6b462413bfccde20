using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Architecture;

namespace WhatsAppSupport.UnitTests.Flows.Transcripts;

/// <summary>Whoever writes a transcript is understood, or told what a right line looks like.</summary>
public sealed class TranscriptReaderTests
{
    [Fact]
    public void What_is_done_and_what_comes_of_it_is_read_line_by_line()
    {
        var transcript = Read("# A talk\n\nCustomer: hi\nBot: Hello\n     World\n\nCustomer taps: Yes\nThe flow is over\n");

        transcript.Turns.Select(turn => turn.Deed).ShouldBe([new Deed.Writes(3, "Customer: hi", "hi"), new Deed.Taps(7, "Customer taps: Yes", "Yes")]);
        transcript.Turns[0].Events.ShouldBe([new ExpectedEvent(4, "Bot: Hello\nWorld")]);
        transcript.Turns[1].Events.ShouldBe([new ExpectedEvent(8, "The flow is over.")]);
    }

    [Fact]
    public void An_empty_line_within_what_is_said_counts_and_every_other_one_does_not()
    {
        var turn = Read("Customer: One\n\n  Two\n\n\nBot: Three\n\n\n     Four\n\n").Turns.ShouldHaveSingleItem();

        turn.Deed.ShouldBeOfType<Deed.Writes>().Text.ShouldBe("One\n\nTwo");
        turn.Events.ShouldBe([new ExpectedEvent(6, "Bot: Three\n\n\nFour")]);
    }

    [Fact]
    public void What_holds_from_the_beginning_stands_above()
    {
        var settings = Read("language: hi\nnow: 2026-03-01 09:30\nhours: closed until 2026-03-02 10:00\ncustomer.name: आशा\ncustomer.phone: 919811112222\nCustomer: hi").Settings;

        settings.Language.ShouldBe("hi");
        settings.Now.ShouldBe(new DateTime(2026, 3, 1, 9, 30, 0));
        settings.Hours.ShouldBe(new TranscriptHours(new DateTime(2026, 3, 2, 10, 0, 0)));
        settings.Facts.ShouldBe(new Dictionary<string, string> { ["customer.name"] = "आशा", ["customer.phone"] = "919811112222" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("1 minute passes", 60)]
    [InlineData("30 seconds pass", 30)]
    [InlineData("2 Hours pass", 7200)]
    public void Time_passes(string line, int seconds) =>
        Read(line).Turns[0].Deed.ShouldBe(new Deed.TimePasses(1, line, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("Customer sends an image", MessageType.Image, null, """{"url":"https://media.example/image"}""")]
    [InlineData("Customer sends an image: it is broken", MessageType.Image, "it is broken", """{"url":"https://media.example/image"}""")]
    [InlineData("Customer sends a document https://a.example/b.pdf: the bill", MessageType.Document, "the bill", """{"url":"https://a.example/b.pdf"}""")]
    [InlineData("customer sends audio", MessageType.Audio, null, """{"url":"https://media.example/audio"}""")]
    [InlineData("Customer sends a location 18.5, -73", MessageType.Location, null, """{"latitude":18.5,"longitude":-73}""")]
    public void Something_else_than_words_is_sent(string line, MessageType type, string? caption, string media) =>
        Read(line).Turns[0].Deed.ShouldBe(new Deed.Sends(1, line, type, caption, media));

    [Fact]
    public void Others_answer_or_do_not()
    {
        var deeds = Read("Answer: 200 {\n  \"a\": 1 }\nAnswer: 204\nAnswer: 404 not found\nNo answer: timeout\nThe model answers: Yes\nNo answer from the model").Turns.Select(turn => (Deed.Answers)turn.Deed).ToList();

        deeds.Select(deed => deed.IsModel).ShouldBe([false, false, false, false, true, true]);
        deeds.Select(deed => deed.Answer).ShouldBe(
        [
            new FlowAnswer.Succeeded(200, "{\n\"a\": 1 }"), new FlowAnswer.Succeeded(204, ""), new FlowAnswer.Failed("status_404"),
            new FlowAnswer.Failed("timeout"), new FlowAnswer.Succeeded(200, "Yes"), new FlowAnswer.Failed("model_unavailable"),
        ]);
    }

    [Theory]
    [InlineData("Custmer: hi", 1, "\"Custmer: hi\" is no line of a transcript; there are such as these:", "    Customer: I want to return something")]
    [InlineData("Customer: hi\nHello", 2, "\"Hello\" is no line of a transcript", "    Bot: Which order is it?")]
    [InlineData("Bot: Hello", 1, "\"Bot: Hello\" comes before anybody has done anything", "Customer: hi")]
    [InlineData("  Hello", 1, "goes on with nothing", "begins at the margin")]
    [InlineData("# Nothing", 1, "nothing happens in it", "Customer: I want to return something")]
    [InlineData("Customer: hi\nlanguage: hi", 2, "\"language: hi\" says what holds from the beginning", "write it above")]
    [InlineData("now: tomorrow\nCustomer: hi", 1, "\"now: tomorrow\" cannot be read", "now: 2026-11-26 11:00")]
    [InlineData("language: Hindi!\nCustomer: hi", 1, "\"language: Hindi!\" cannot be read", "language: hi")]
    [InlineData("hours: closed until noon\nCustomer: hi", 1, "cannot be read", "hours: closed until 2026-11-26 11:00")]
    [InlineData("Customer sends a poll", 1, "cannot be read", "Customer sends an image: it is broken")]
    [InlineData("Customer sends a text: hi", 1, "cannot be read", "Customer sends an image: it is broken")]
    [InlineData("10 days pass", 1, "is no line of a transcript", "    10 minutes pass")]
    public void What_is_not_understood_is_told_with_its_place_and_what_is_right(string text, int line, string problem, string right)
    {
        TranscriptReader.Read("support/talk.txt", text, out var problems);

        var told = problems.ShouldHaveSingleItem().ToString();
        told.ShouldStartWith($"support/talk.txt:{line}: ");
        told.ShouldContain(problem);
        told.ShouldContain(right);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        TranscriptReader.Read("talk.txt", "Hello\nnow: soon\nCustomer: hi\nBye", out var problems);

        problems.Select(problem => problem.Line).ShouldBe([1, 2, 4]);
    }

    [Fact]
    public void Every_kind_of_line_is_in_the_reference_and_can_be_read_as_it_stands_there()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/flows.md"));

        foreach (var example in TranscriptLines.Examples)
        {
            page.ShouldContain($"`{example}`");
            TranscriptLines.Read(1, example, out var problem).ShouldNotBeNull(problem);
        }
    }

    private static Transcript Read(string text)
    {
        var transcript = TranscriptReader.Read("talk.txt", text, out var problems);
        problems.ShouldBeEmpty();
        return transcript;
    }
}
