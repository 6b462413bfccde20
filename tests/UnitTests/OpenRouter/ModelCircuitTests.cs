using System.Diagnostics;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.OpenRouter;

/// <summary>A model that does not answer is not waited for with every question.</summary>
public sealed class ModelCircuitTests
{
    [Fact]
    public async Task A_model_that_hangs_costs_two_customers_a_wait_and_the_others_nothing()
    {
        await using var model = await ModelUnderTest.StartAsync(options => options with { Timeout = TimeSpan.FromSeconds(18) });
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Hang);
        await Task.WhenAll(model.AnswerAsync(), model.AnswerAsync());
        var watch = Stopwatch.StartNew();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => model.AnswerAsync()));

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(9), "that is how long a hanging model is waited for");
        answers.ShouldAllBe(answer => answer.Text == "Hello from vendor/second");
        model.Asked.Count(asked => asked == ModelUnderTest.Primary).ShouldBe(2);
    }

    [Fact]
    public async Task Where_all_are_down_the_question_fails_at_once()
    {
        await using var model = await ModelUnderTest.StartAsync();
        foreach (var name in new[] { ModelUnderTest.Primary, ModelUnderTest.Second, ModelUnderTest.Third })
        {
            model.OpenRouter.Script(name, OpenRouterStandInAnswer.Error(503));
        }

        await model.FailureAsync();
        await model.FailureAsync();
        var asked = model.Asked.Count();

        var reason = await model.FailureAsync();

        reason.ShouldBe(string.Join("; ", new[] { "primary", "second", "third" }.Select(name => $"vendor/{name}: left alone, it was not answering")));
        model.Asked.Count().ShouldBe(asked);
    }

    [Fact]
    public async Task A_model_that_asks_for_time_gets_it()
    {
        await using var model = await ModelUnderTest.StartAsync();
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Error(429, retryAfter: "60"), OpenRouterStandInAnswer.Text("too early"));

        await model.AnswerAsync();
        var second = await model.AnswerAsync();

        second.Text.ShouldBe("Hello from vendor/second");
        model.Asked.ShouldBe([ModelUnderTest.Primary, ModelUnderTest.Second, ModelUnderTest.Second]);
    }

    [Fact]
    public async Task Questions_that_it_will_not_answer_do_not_mean_that_it_is_down()
    {
        await using var model = await ModelUnderTest.StartAsync();
        model.OpenRouter.Script(
            ModelUnderTest.Primary,
            [.. Enumerable.Repeat(OpenRouterStandInAnswer.Error(400, """{"error_type":"context_length_exceeded"}"""), 4), OpenRouterStandInAnswer.Text("Here I am")]);
        for (var question = 0; question < 4; question++)
        {
            (await model.AnswerAsync()).Text.ShouldBe("Hello from vendor/second");
        }

        (await model.AnswerAsync()).Text.ShouldBe("Here I am");
    }
}
