using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.OpenRouter;

/// <summary>What an answer is, and what it took.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private ModelUnderTest model = null!;

    public async Task InitializeAsync() => model = await ModelUnderTest.StartAsync();

    public async Task DisposeAsync() => await model.DisposeAsync();

    [Fact]
    public async Task An_answer_comes_trimmed_with_its_model_tokens_and_cost()
    {
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Text(" It is on its way. \n"));

        var answer = await model.AnswerAsync();

        answer.Text.ShouldBe("It is on its way.");
        answer.Usage.ShouldBe(new ModelUsage(ModelUnderTest.Primary, 856, 371));
    }

    [Theory]
    [InlineData("0.000371", 371L)]
    [InlineData("0.0000005", 1L)]
    [InlineData("0.0000004", 0L)]
    [InlineData("3.71e-04", 371L)]
    [InlineData("\"0.02\"", 20_000L)]
    [InlineData("0", 0L)]
    [InlineData("null", null)]
    [InlineData("-1", null)]
    [InlineData("1e30", null)]
    [InlineData("{}", null)]
    public async Task The_cost_is_kept_in_micro_dollars(string cost, long? microDollars)
    {
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Text("Yes", cost));

        var answer = await model.AnswerAsync();

        answer.Usage.CostMicroDollars.ShouldBe(microDollars);
    }

    [Fact]
    public async Task The_model_that_really_answered_is_named()
    {
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Completion("\"Yes\"", model: "vendor/primary-2026"));

        var answer = await model.AnswerAsync();

        answer.Usage.Name.ShouldBe("vendor/primary-2026");
    }

    [Theory]
    [InlineData("""[{"type":"text","text":"Yes, "},{"type":"image_url"},{"type":"text","text":"you can."}]""", "stop", "Yes, you can.")]
    [InlineData("\"Yes, you\"", "length", "Yes, you")]
    [InlineData("\"cut \\ud83d\"", "length", "cut \uFFFD")]
    [InlineData("\"A\\u0000 nil\"", "stop", "A nil")]
    [InlineData("\"\\ud83d\\ude00 and \\ude00\"", "stop", "😀 and \uFFFD")]
    public async Task Parts_and_cut_answers_are_answers(string content, string finishReason, string expected)
    {
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Completion(content, finishReason: finishReason));

        var answer = await model.AnswerAsync();

        answer.Text.ShouldBe(expected);
        model.Asked.ShouldBe([ModelUnderTest.Primary]);
    }

    [Fact]
    public async Task An_answer_without_usage_is_an_answer_of_unknown_cost()
    {
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Raw(200, """{"choices":[{"message":{"content":"Yes"}}]}"""));

        var answer = await model.AnswerAsync();

        answer.Usage.ShouldBe(new ModelUsage(ModelUnderTest.Primary, 0, null));
    }

    [Theory]
    [InlineData("""{"choices":[{"finish_reason":"stop","message":{"content":null}}]}""")]
    [InlineData("""{"choices":[{"finish_reason":"stop","message":{"content":" \n "}}]}""")]
    [InlineData("""{"choices":[{"finish_reason":"stop","message":{"content":[]}}]}""")]
    [InlineData("""{"choices":[{"finish_reason":"stop","message":{"content":7}}]}""")]
    [InlineData("""{"choices":[{"finish_reason":"content_filter","message":{"content":"I c"}}]}""")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{}""")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("<html>")]
    public async Task Where_there_is_no_answer_the_next_model_is_asked(string body)
    {
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Raw(200, body));

        var answer = await model.AnswerAsync();

        answer.Text.ShouldBe("Hello from vendor/second");
        model.Asked.ShouldBe([ModelUnderTest.Primary, ModelUnderTest.Second]);
    }

    [Fact]
    public async Task An_answer_beyond_a_megabyte_is_no_answer()
    {
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Text(new string('x', 1_100_000)));

        var answer = await model.AnswerAsync();

        answer.Text.ShouldBe("Hello from vendor/second");
    }

    [Fact]
    public async Task What_an_empty_answer_cost_is_logged()
    {
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Empty);

        await model.AskAsync();

        model.Log.All.ShouldContain("vendor/primary did not answer: answered nothing; it took 10 tokens and 100 micro-dollars");
    }

    [Fact]
    public async Task Neither_question_nor_answer_nor_name_nor_key_is_logged_or_given_as_a_reason()
    {
        var flagged = """{"reasons":["Where is my order?"],"flagged_input":"Where is my order?","error_type":"Where is my order?"}""";
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Error(403, flagged, "Where is my order? secret-api-key Asha"));
        model.OpenRouter.Script(ModelUnderTest.Second, OpenRouterStandInAnswer.Text("Near you"));

        await model.AskAsync();
        model.OpenRouter.Script(ModelUnderTest.Second, OpenRouterStandInAnswer.Error(400, flagged, "Where is my order? Asha"));
        model.OpenRouter.Script(ModelUnderTest.Third, OpenRouterStandInAnswer.Error(401, flagged, "secret-api-key"));
        var reason = await model.FailureAsync();

        var told = model.Log.All + reason;
        told.ShouldContain("vendor/second answered");
        told.ShouldContain("refuses this key");
        told.ShouldNotContain("my order");
        told.ShouldNotContain("Near you");
        told.ShouldNotContain("Asha");
        told.ShouldNotContain(ModelUnderTest.ApiKey);
    }
}
