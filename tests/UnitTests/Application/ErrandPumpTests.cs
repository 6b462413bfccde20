using WhatsAppSupport.Application.Errands;
using WhatsAppSupport.Application.Models;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class ErrandPumpTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SupportUnderTest support = new();

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task A_request_is_made_under_its_key_and_its_answer_stored()
    {
        var conversation = support.Errands.Add(Call("https://api.shop.example/orders/1"));

        await RunUntilAsync(() => !support.Errands.Answers.IsEmpty, "it is answered");

        support.ApiCalls.Sent.ShouldHaveSingleItem().ShouldBe(("https://api.shop.example/orders/1", "7-order"));
        support.Errands.Answers.ShouldHaveSingleItem().ShouldBe((conversation, new FlowAnswer.Succeeded(200, "{}")));
    }

    [Fact]
    public async Task A_question_goes_to_the_language_model_with_nothing_but_the_prompt()
    {
        support.Model.Outcome = new ModelOutcome.Answered("Order 7", new ModelUsage("a-model", 1, 2));
        support.Errands.Add(new FlowErrand(3, "ask", null, "Which order?"));

        await RunUntilAsync(() => !support.Errands.Answers.IsEmpty, "it is answered");

        support.Errands.Answers.ShouldHaveSingleItem().Answer.ShouldBe(new FlowAnswer.Succeeded(200, "Order 7"));
        var question = support.Model.Questions.ShouldHaveSingleItem();
        (question.Text, question.SessionId, question.Language, question.CustomerName, question.History.Count).ShouldBe(("Which order?", "session", "hi", null, 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_model_or_without_its_answer_the_flow_hears_that_it_is_away(bool isConfigured)
    {
        support.Model.Outcome = isConfigured ? new ModelOutcome.Failed("busy") : null;
        support.Errands.Add(new FlowErrand(3, "ask", null, "Which order?"));

        await RunUntilAsync(() => !support.Errands.Answers.IsEmpty, "it is answered");

        support.Errands.Answers.ShouldHaveSingleItem().Answer.ShouldBe(new FlowAnswer.Failed("model_unavailable"));
    }

    [Fact]
    public async Task A_slow_host_holds_up_no_other()
    {
        var slow = new TaskCompletionSource<FlowAnswer>();
        support.ApiCalls.Answer = (call, _) => call.Url.Contains("slow", StringComparison.Ordinal) ? slow.Task : Task.FromResult<FlowAnswer>(new FlowAnswer.Succeeded(200, "fast"));
        for (var each = 0; each < 2 * ErrandPump.Most; each++)
        {
            support.Errands.Add(Call($"https://slow.example/{each}"));
        }

        var fast = support.Errands.Add(Call("https://fast.example/"));

        await RunUntilAsync(() => !support.Errands.Answers.IsEmpty, "the fast one is answered");

        support.Errands.Answers.ShouldHaveSingleItem().Conversation.ShouldBe(fast);
        support.ApiCalls.Sent.Count(sent => sent.Url.Contains("slow", StringComparison.Ordinal)).ShouldBe(ErrandPump.MostOfLine);
        slow.SetResult(new FlowAnswer.Succeeded(200, "slow"));
    }

    [Fact]
    public async Task What_the_flow_has_gone_on_from_does_not_hold_up_what_it_wants_now()
    {
        var slow = new TaskCompletionSource<FlowAnswer>();
        support.ApiCalls.Answer = (call, _) => call.Url.Contains("slow", StringComparison.Ordinal) ? slow.Task : Task.FromResult<FlowAnswer>(new FlowAnswer.Succeeded(200, "now"));
        var conversation = support.Errands.Add(Call("https://slow.example/"));
        await support.RunAsync(nameof(ErrandPump));
        await support.Clock.MoveUntilAsync(() => !support.ApiCalls.Sent.IsEmpty, TimeSpan.FromMilliseconds(250), "the first is asked");

        support.Errands.Add(conversation, Call("https://fast.example/") with { Visit = 4 });
        await support.Clock.MoveUntilAsync(() => !support.Errands.Answers.IsEmpty, TimeSpan.FromMilliseconds(250), "the second is answered");

        support.Errands.Answers.ShouldHaveSingleItem().ShouldBe((conversation, new FlowAnswer.Succeeded(200, "now")));
        slow.SetResult(new FlowAnswer.Succeeded(200, "before"));
    }

    [Fact]
    public async Task What_takes_long_is_kept_as_long_as_it_takes()
    {
        var slow = new TaskCompletionSource<FlowAnswer>();
        support.ApiCalls.Answer = (_, _) => slow.Task;
        support.Errands.Add(Call("https://slow.example/"));
        var end = support.Clock.GetUtcNow() + (4 * ErrandPump.Claimed);

        await support.RunAsync(nameof(ErrandPump));
        await SupportUnderTest.UntilAsync(() => support.ApiCalls.Sent.Count == 1, "it has begun");
        await support.Clock.MoveUntilAsync(() => support.Clock.GetUtcNow() >= end && support.Errands.DueAt.All(due => due > support.Clock.GetUtcNow()), Second, "its claim was kept");
        slow.SetResult(new FlowAnswer.Succeeded(200, "late"));
        await SupportUnderTest.UntilAsync(() => !support.Errands.Answers.IsEmpty, "it is answered");

        support.ApiCalls.Sent.Count.ShouldBe(1);
        await support.StopAsync();
    }

    [Fact]
    public async Task While_the_database_is_away_the_answer_is_kept_and_nothing_is_asked_twice()
    {
        Enumerable.Range(0, 5).ToList().ForEach(_ => support.Errands.Outages.Enqueue(new TimeoutException()));
        support.Errands.Add(Call("https://api.shop.example/"));

        await RunUntilAsync(() => !support.Errands.Answers.IsEmpty, "it is stored at last");

        support.ApiCalls.Sent.Count.ShouldBe(1);
        support.Errands.PutBack.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_world_keeps_from_being_done_is_done_later_and_counts_for_nothing()
    {
        var away = 4;
        support.ApiCalls.Answer = (_, _) => away-- > 0 ? throw new TimeoutException() : Task.FromResult<FlowAnswer>(new FlowAnswer.Succeeded(200, "back"));
        support.Errands.Add(Call("https://api.shop.example/"));

        await RunUntilAsync(() => !support.Errands.Answers.IsEmpty, "it is done");

        support.Errands.Answers.ShouldHaveSingleItem().Answer.ShouldBe(new FlowAnswer.Succeeded(200, "back"));
        support.Errands.PutBack.Select(one => one.Counts).ShouldBe(Enumerable.Repeat(false, 4));
    }

    [Fact]
    public async Task What_fails_for_its_own_reasons_three_times_is_answered_as_broken_and_its_words_are_in_no_log()
    {
        support.ApiCalls.Answer = (_, _) => throw new InvalidOperationException("Asha's order");
        support.Errands.Add(Call("https://api.shop.example/"));

        await RunUntilAsync(() => !support.Errands.Answers.IsEmpty, "it is given up");

        support.Errands.Answers.ShouldHaveSingleItem().Answer.ShouldBe(new FlowAnswer.Failed("internal_error"));
        support.ApiCalls.Sent.Count.ShouldBe(3);
        support.Log.All.ShouldContain("InvalidOperationException: an errand of conversation");
        support.Log.All.ShouldNotContain("Asha");
    }

    [Fact]
    public async Task When_the_program_stops_what_is_under_way_is_put_back_at_once_and_counts_for_nothing()
    {
        support.ApiCalls.Answer = async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new FlowAnswer.Failed("never");
        };
        support.Errands.Add(Call("https://api.shop.example/"));
        await support.RunAsync(nameof(ErrandPump));
        await SupportUnderTest.UntilAsync(() => support.ApiCalls.Sent.Count == 1, "it has begun");

        await support.StopAsync();

        support.Errands.Answers.ShouldBeEmpty();
        support.Errands.PutBack.ShouldHaveSingleItem().Counts.ShouldBeFalse();
        support.Errands.DueAt.ShouldHaveSingleItem().ShouldBeLessThanOrEqualTo(support.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Timers_that_have_fired_wake_their_lanes()
    {
        support.Errands.Due.Enqueue(new FiredTimers(1, [Domain.Known.PhoneHash]));
        support.Customers.Known = null;
        var row = support.Inbox.Add(new(
            WhatsAppSupport.Application.Inbound.InboxKind.FlowTimer,
            Domain.Known.PhoneHash,
            Domain.Known.OurNumber,
            default,
            Domain.Known.Noon,
            new DueFlowTimer(ConversationId.New(Domain.Known.Noon), 1).ToBytes()));

        await support.RunAsync(nameof(FlowTimerPump));
        await support.Clock.MoveUntilAsync(
            () => support.Inbox[row.Id].State == WhatsAppSupport.Application.Inbound.InboxState.Done, Second, "its lane has come to it");

        await support.StopAsync();
    }

    private static FlowErrand Call(string url) => new(3, "order", new HttpCall("GET", url, [], null, Second, 0), Prompt: null);

    private async Task RunUntilAsync(Func<bool> condition, string what)
    {
        await support.RunAsync(nameof(ErrandPump));
        await support.Clock.MoveUntilAsync(condition, TimeSpan.FromMilliseconds(250), what);
        support.ApiCalls.Answer = (_, _) => Task.FromResult<FlowAnswer>(new FlowAnswer.Failed("stopped"));
    }
}
