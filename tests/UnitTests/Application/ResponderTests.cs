using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Domain.Flows.Steps;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using WhatsAppSupport.UnitTests.Flows;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class ResponderTests : IDisposable
{
    private const string PersonButton = "system:person";

    private static readonly ModelUsage Usage = new("maker/model", 42, 17);

    private readonly SupportUnderTest support = new(flows: Given.Flow(new EscalateStep(new HandOverRequest("billing"))));

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task Where_a_flow_fits_the_model_is_not_asked()
    {
        support.Model.Outcome = new ModelOutcome.Answered("never", Usage);

        await support.HearAsync("go");

        support.Model.Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_flow_hands_over_to_its_department_and_its_own_words_still_leave()
    {
        var turn = await support.HearAsync("go");

        turn.Conversation.IsWithPerson.ShouldBeTrue();
        turn.Conversation.Department.ShouldBe("billing");
        turn.Conversation.Flow.ShouldBeNull();
        turn.Messages[^1].Content.ShouldBe("HandOver in en");
        turn.Messages[^1].OwnershipEpoch.ShouldBe(turn.Conversation.OwnershipEpoch);
    }

    [Fact]
    public async Task Where_no_flow_fits_the_model_answers_and_what_it_took_is_kept_once()
    {
        support.Model.Outcome = new ModelOutcome.Answered(string.Join(' ', Enumerable.Repeat("word", 1200)), Usage);

        var turn = await support.HearAsync("what?");

        var answers = turn.Messages.Where(message => message.Direction == Direction.Outbound).ToList();
        answers.Count.ShouldBe(2);
        answers.ShouldAllBe(message => message.Author == Author.Model);
        answers.Select(message => message.Model).ShouldBe([Usage, null]);
        turn.Kind.ShouldBe("model");
    }

    [Fact]
    public async Task The_model_learns_who_asks_what_it_is_about_and_what_was_said_last()
    {
        support.Customers.Known = new KnownCustomer(Asha, Dialogue with { Topic = "orders", Language = "hi" });
        support.Customers.History = [.. Enumerable.Range(1, 9).Select(number => new SpokenLine(Author.Customer, $"line {number}"))];
        support.Model.Outcome = new ModelOutcome.Answered("yes", Usage);

        await support.HearAsync("what?");

        var question = support.Model.Questions.ShouldHaveSingleItem();
        (question.CustomerName, question.Topic, question.Language, question.Text).ShouldBe(("Asha", "orders", "hi", "what?"));
        question.SessionId.ShouldBe(Dialogue.SessionId);
        question.History.Select(line => line.Text).ShouldBe(["line 5", "line 6", "line 7", "line 8", "line 9"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_an_answer_there_is_an_apology_and_the_offer_of_a_person(bool isConfigured)
    {
        support.Model.Outcome = isConfigured ? new ModelOutcome.Failed("time-out") : null;

        var answer = (await support.HearAsync("what?")).Messages[^1];

        answer.Content.ShouldBe("Apology in en");
        answer.Type.ShouldBe(MessageType.Interactive);
        answer.Options.ShouldHaveSingleItem().ShouldBe(new ReplyOption(PersonButton, "OfferPerson in en"));
    }

    [Fact]
    public async Task A_tap_on_that_offer_calls_a_person()
    {
        var turn = await support.HearAsync(Text("OfferPerson in en") with { Type = MessageType.Interactive, Payload = PersonButton });

        (turn.Conversation.Department, turn.Conversation.EscalationReason).ShouldBe(("support", "customer_asked"));
        turn.Messages[^1].Content.ShouldBe("HandOver in en");
    }

    [Theory]
    [InlineData(MessageType.Audio, "VoiceNote in en")]
    [InlineData(MessageType.Image, "Medium in en")]
    [InlineData(MessageType.Location, "Medium in en")]
    public async Task A_medium_that_no_step_wants_gets_its_own_answer(MessageType type, string answer)
    {
        var turn = await support.HearAsync(Text("") with { Type = type, Text = null, Media = """{"url":"https://x.example/1"}""" });

        turn.Messages[0].Media.ShouldNotBeNull();
        turn.Messages[^1].Content.ShouldBe(answer);
    }

    [Fact]
    public async Task A_caption_is_answered_like_words()
    {
        support.Model.Outcome = new ModelOutcome.Answered("nice", Usage);

        await support.HearAsync(Text("is this broken?") with { Type = MessageType.Image });

        support.Model.Questions.ShouldHaveSingleItem().Text.ShouldBe("is this broken?");
    }
}
