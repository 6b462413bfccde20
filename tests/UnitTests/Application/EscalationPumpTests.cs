using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class EscalationPumpTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SupportUnderTest support = new(SupportUnderTest.Options with { EscalationTimeout = TimeSpan.FromMinutes(10) });

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task Who_waits_is_told_to_people_once()
    {
        support.Escalations.ToNotify.Enqueue(Notice(attempts: 0));

        await RunUntilAsync(() => !support.Escalations.Notified.IsEmpty, "it was heard of");

        support.Escalations.Notified.ShouldHaveSingleItem().ShouldBe(Dialogue.Id);
        support.Escalations.PutOff.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 8)]
    [InlineData(50, 300)]
    public async Task What_nobody_heard_is_told_again_later_and_later_up_to_five_minutes(int attempts, int seconds)
    {
        support.Escalations.IsHeard = false;
        support.Escalations.ToNotify.Enqueue(Notice(attempts));

        await RunUntilAsync(() => !support.Escalations.PutOff.IsEmpty, "it was put off");

        var (conversation, counted, until) = support.Escalations.PutOff.ShouldHaveSingleItem();
        (conversation, counted).ShouldBe((Dialogue.Id, attempts + 1));
        (support.Clock.GetUtcNow() - until).ShouldBeInRange(TimeSpan.FromSeconds(-seconds), TimeSpan.FromSeconds(60 - seconds));
        support.Log.All.ShouldContain($"(try {attempts + 1}); again in {seconds} s");
    }

    [Fact]
    public async Task Where_nobody_came_a_timer_goes_into_the_customers_lane()
    {
        var waiting = Dialogue.Escalate("billing", "refund", Noon);
        support.Customers.Known = new KnownCustomer(Asha, waiting);
        var timer = new EscalationTimer(waiting.Id, waiting.OwnershipEpoch);
        support.Escalations.TimedOut.Enqueue(new InboxEntry(InboxKind.Timer, PhoneHash, OurNumber, default, Noon, timer.ToBytes()));

        await RunUntilAsync(() => support.Turns.All.Count == 1, "the bot is back");

        support.Turns.Only.Conversation.IsWithPerson.ShouldBeFalse();
        (support.Clock.GetUtcNow() - support.Escalations.TimeOutsBefore.First()).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Silent_conversations_are_completed_once_a_minute()
    {
        await RunUntilAsync(() => support.Escalations.CompletedBefore.Count == 3, "it has tidied up three times");

        var times = support.Escalations.CompletedBefore.ToList();
        (times[1] - times[0]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(1));
        (times[2] - times[1]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(1));
        times[0].ShouldBeLessThan(Noon - TimeSpan.FromHours(23));
    }

    [Fact]
    public async Task An_outage_is_outlived()
    {
        support.Escalations.Outages.Enqueue(new TimeoutException());
        support.Escalations.ToNotify.Enqueue(Notice(attempts: 0));

        await RunUntilAsync(() => !support.Escalations.Notified.IsEmpty, "it was heard of");

        support.Log.All.ShouldContain("TimeoutException: escalations could not be looked through");
    }

    [Fact]
    public async Task Where_people_cannot_be_told_the_bot_comes_back_and_what_is_silent_is_completed()
    {
        for (var count = 0; count < 10_000; count++)
        {
            support.Escalations.Outages.Enqueue(new TimeoutException());
        }

        await RunUntilAsync(
            () => !support.Escalations.TimeOutsBefore.IsEmpty && !support.Escalations.CompletedBefore.IsEmpty, "the others were looked at");

        support.Escalations.Outages.ShouldNotBeEmpty("it still fails");
    }

    private static PendingNotice Notice(int attempts) => new(new EscalationNotice(Dialogue.Id, "billing", "refund", Noon), attempts);

    private async Task RunUntilAsync(Func<bool> condition, string what)
    {
        await support.RunAsync("EscalationPump");
        await support.Clock.MoveUntilAsync(condition, Second, what);
        await support.StopAsync();
    }
}
