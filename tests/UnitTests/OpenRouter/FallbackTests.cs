using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.TestServers;
using WhatsAppSupport.UnitTests.Msg91;

namespace WhatsAppSupport.UnitTests.OpenRouter;

/// <summary>Who is asked next, and when it is given up.</summary>
public sealed class FallbackTests : IAsyncLifetime
{
    private ModelUnderTest model = null!;

    public async Task InitializeAsync() => model = await ModelUnderTest.StartAsync();

    public async Task DisposeAsync() => await model.DisposeAsync();

    public static TheoryData<int, string, string> Passing() => new()
    {
        { 408, "{}", "" },
        { 429, """{"error_type":"rate_limit_exceeded"}""", " rate_limit_exceeded" },
        { 500, "{}", "" },
        { 502, """{"error_type":"provider_unavailable"}""", " provider_unavailable" },
        { 503, "{}", "" },
        { 504, "{}", "" },
        { 524, "{}", "" },
        { 529, "{}", "" },
    };

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_may_pass_is_tried_once_more(int status, string metadata, string type)
    {
        model.OpenRouter.Script(
            ModelUnderTest.Primary, OpenRouterStandInAnswer.Error(status, metadata), OpenRouterStandInAnswer.Text("Here I am"));

        var answer = await model.AnswerAsync();

        answer.Text.ShouldBe("Here I am");
        model.Asked.ShouldBe([ModelUnderTest.Primary, ModelUnderTest.Primary]);
        model.Log.All.ShouldContain($"vendor/primary did not answer: {status}{type};");
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_does_not_pass_is_left_for_the_next_model(int status, string metadata, string type)
    {
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Error(status, metadata));

        var answer = await model.AnswerAsync();

        answer.Text.ShouldBe("Hello from vendor/second", type);
        model.Asked.ShouldBe([ModelUnderTest.Primary, ModelUnderTest.Primary, ModelUnderTest.Second]);
    }

    [Theory]
    [InlineData(400, """{"error_type":"context_length_exceeded"}""")]
    [InlineData(403, """{"reasons":["violence"],"flagged_input":"x"}""")]
    [InlineData(404, "{}")]
    [InlineData(413, "{}")]
    [InlineData(422, "{}")]
    public async Task What_this_model_will_never_answer_goes_straight_to_the_next(int status, string metadata)
    {
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Error(status, metadata));

        await model.AnswerAsync();

        model.Asked.ShouldBe([ModelUnderTest.Primary, ModelUnderTest.Second]);
    }

    [Theory]
    [InlineData(401, "{}")]
    [InlineData(402, "{}")]
    [InlineData(402, """{"limit_source":"openrouter_credits"}""")]
    [InlineData(403, """{"limit_source":"key_limit"}""")]
    [InlineData(403, """{"error_type":"permission_denied"}""")]
    public async Task What_every_model_would_say_ends_it(int status, string metadata)
    {
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Error(status, metadata));

        var reason = await model.FailureAsync();

        reason.ShouldStartWith($"vendor/primary: {status}");
        model.Asked.ShouldBe([ModelUnderTest.Primary]);
    }

    [Fact]
    public async Task A_budget_that_is_only_in_flight_is_waited_for()
    {
        model.OpenRouter.Script(
            ModelUnderTest.Primary,
            OpenRouterStandInAnswer.Error(402, """{"limit_source":"openrouter_in_flight_budget"}""", retryAfter: "0"),
            OpenRouterStandInAnswer.Text("Here I am"));

        var answer = await model.AnswerAsync();

        answer.Text.ShouldBe("Here I am");
    }

    [Theory]
    [InlineData("""{"error":{"code":429,"message":"x","metadata":{"retry_after_seconds":0}}}""")]
    [InlineData("""{"error":{"http_status":503,"error_type":"provider_overloaded","availability":{"code":"capacity_exhausted","retryable":true,"retry_after":0}}}""")]
    [InlineData("""{"error":{"message":"no code at all"}}""")]
    [InlineData("""{"choices":[{"error":{"code":502,"message":"x"},"message":{"content":"half an"}}]}""")]
    [InlineData("""{"choices":[{"finish_reason":"error","message":{"content":"half an"}}]}""")]
    public async Task An_error_inside_a_200_is_an_error(string body)
    {
        model.OpenRouter.Script(
            ModelUnderTest.Primary, OpenRouterStandInAnswer.Raw(200, body), OpenRouterStandInAnswer.Text("Here I am"));

        var answer = await model.AnswerAsync();

        answer.Text.ShouldBe("Here I am");
        model.Asked.ShouldBe([ModelUnderTest.Primary, ModelUnderTest.Primary]);
    }

    [Fact]
    public async Task What_openrouter_says_will_not_come_back_is_not_tried_again()
    {
        var gone = """{"error":{"http_status":503,"availability":{"code":"privacy_restricted","retryable":false}}}""";
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Raw(503, gone));

        await model.AnswerAsync();

        model.Asked.ShouldBe([ModelUnderTest.Primary, ModelUnderTest.Second]);
    }

    [Fact]
    public async Task A_short_retry_after_is_waited_for()
    {
        model.OpenRouter.Script(
            ModelUnderTest.Primary, OpenRouterStandInAnswer.Error(429, retryAfter: "1"), OpenRouterStandInAnswer.Text("Here I am"));
        var watch = Stopwatch.StartNew();

        var answer = await model.AnswerAsync();

        answer.Text.ShouldBe("Here I am");
        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(900));
    }

    [Fact]
    public async Task A_retry_after_beyond_the_deadline_sends_us_to_the_next_model_at_once()
    {
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Error(429, retryAfter: "60"));
        var watch = Stopwatch.StartNew();

        await model.AnswerAsync();

        model.Asked.ShouldBe([ModelUnderTest.Primary, ModelUnderTest.Second]);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task A_hanging_primary_leaves_time_for_the_fallback()
    {
        await using var hurried = await ModelUnderTest.StartAsync(options => options with { Timeout = TimeSpan.FromSeconds(1) });
        hurried.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Hang);

        var answer = await hurried.AnswerAsync();

        answer.Text.ShouldBe("Hello from vendor/second");
        hurried.Asked.ShouldBe([ModelUnderTest.Primary, ModelUnderTest.Second]);
    }

    [Fact]
    public async Task When_all_hang_it_is_over_at_the_deadline()
    {
        await using var hurried = await ModelUnderTest.StartAsync(options => options with { Timeout = TimeSpan.FromSeconds(1) });
        foreach (var name in new[] { ModelUnderTest.Primary, ModelUnderTest.Second, ModelUnderTest.Third })
        {
            hurried.OpenRouter.Script(name, OpenRouterStandInAnswer.Hang);
        }

        var watch = Stopwatch.StartNew();

        var reason = await hurried.FailureAsync();

        reason.ShouldBe("vendor/primary: no answer in time; vendor/second: no answer in time; vendor/third: no answer in time");
        watch.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_dropped_connection_is_tried_again_then_the_next_model()
    {
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Drop);

        await model.AnswerAsync();

        model.Asked.ShouldBe([ModelUnderTest.Primary, ModelUnderTest.Primary, ModelUnderTest.Second]);
    }

    [Fact]
    public async Task Nobody_there_is_a_failure_and_no_exception()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var closed = new Uri($"http://{listener.LocalEndpoint}/api/v1");
        listener.Stop();
        await using var alone = await ModelUnderTest.StartAsync(options => options with { BaseUrl = closed, FallbackModels = [] });

        var reason = await alone.FailureAsync();

        reason.ShouldBe("vendor/primary: connection failed (ConnectionError)");
    }

    [Fact]
    public async Task The_same_model_named_twice_is_asked_once()
    {
        await using var twice = await ModelUnderTest.StartAsync(options => options with { FallbackModels = [ModelUnderTest.Primary] });
        twice.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Error(404));

        await twice.FailureAsync();

        twice.Asked.ShouldBe([ModelUnderTest.Primary]);
    }

    [Fact]
    public async Task The_callers_cancellation_is_a_cancellation()
    {
        model.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Hang);
        using var shutdown = new CancellationTokenSource();
        var asking = model.AskAsync(cancellationToken: shutdown.Token);
        await Until.TrueAsync(() => model.OpenRouter.Requests.Count == 1);

        await shutdown.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asking);
        model.Asked.ShouldBe([ModelUnderTest.Primary]);
    }

    [Fact]
    public async Task Only_so_many_questions_are_in_flight()
    {
        await using var narrow = await ModelUnderTest.StartAsync(options => options with { MostAtOnce = 2, FallbackModels = [] });
        narrow.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Hang);
        using var shutdown = new CancellationTokenSource();

        var asking = Enumerable.Range(0, 4).Select(_ => narrow.AskAsync(cancellationToken: shutdown.Token)).ToList();
        await Until.TrueAsync(() => narrow.Asked.Count() == 2);
        await shutdown.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(Task.WhenAll(asking));
        narrow.Asked.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Who_waits_for_others_waits_no_longer_than_the_deadline()
    {
        await using var narrow = await ModelUnderTest.StartAsync(
            options => options with { MostAtOnce = 1, Timeout = TimeSpan.FromSeconds(1), FallbackModels = [] });
        narrow.OpenRouter.Script(ModelUnderTest.Primary, OpenRouterStandInAnswer.Hang);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => narrow.AskAsync())).WaitAsync(TimeSpan.FromSeconds(30));

        outcomes.ShouldAllBe(outcome => outcome is ModelOutcome.Failed);
    }
}
