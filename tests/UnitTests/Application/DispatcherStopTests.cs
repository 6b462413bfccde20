using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class DispatcherStopTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SupportUnderTest support = new();

    public void Dispose() => support.Dispose();

    private Dispatcher Dispatcher => support.Get<Dispatcher>();

    [Fact]
    public async Task Stopping_waits_until_the_result_is_stored_and_claims_nothing_more()
    {
        var answer = new TaskCompletionSource<SendOutcome>();
        support.Gateway.Answers = _ => answer.Task;
        support.Outbox.Next.Enqueue(Claimed("never"));
        Dispatcher.Dispatch(Claimed(), isPaced: true);
        await SupportUnderTest.UntilAsync(() => support.Gateway.Sent.Count == 1, "the request is on its way");

        var stopping = Dispatcher.StopAsync(default);

        support.Clock.Move(Second);
        stopping.IsCompleted.ShouldBeFalse();
        answer.SetResult(new SendOutcome.Accepted(["uuid"]));
        await support.Clock.MoveUntilAsync(() => stopping.IsCompleted, Second, "it has stopped");
        support.Outbox.Stored.ShouldHaveSingleItem().ClaimNext.ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_that_stumbles_while_we_stop_costs_no_result()
    {
        var answer = new TaskCompletionSource<SendOutcome>();
        support.Gateway.Answers = _ => answer.Task;
        Dispatcher.Dispatch(Claimed(), isPaced: true);
        await SupportUnderTest.UntilAsync(() => support.Gateway.Sent.Count == 1, "the request is on its way");
        support.Outbox.Outages.Enqueue(new TimeoutException());
        support.Outbox.Outages.Enqueue(new TimeoutException());

        var stopping = Dispatcher.StopAsync(default);
        answer.SetResult(new SendOutcome.Accepted(["uuid"]));
        await support.Clock.MoveUntilAsync(() => stopping.IsCompleted, Second, "it has stopped");

        support.Outbox.Stored.ShouldHaveSingleItem().ProviderIds.ShouldBe(["uuid"]);
    }

    private static ClaimedMessage Claimed(string text = "hello") => new(
        new OutgoingMessage(MessageId.New(Noon), OurNumber, Digits, text, []), Asha.Id, Author.Bot, 1, Noon, Noon + TimeSpan.FromDays(2));
}
