using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class TurnUnitOfWorkTests : IDisposable
{
    private readonly SupportUnderTest support = new(SupportUnderTest.Options with { PairBurst = 1, MessagesPerSecond = 0 });

    public TurnUnitOfWorkTests()
    {
        support.Customers.Known = new KnownCustomer(Asha, Dialogue);
    }

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task The_first_reply_leaves_at_once_when_the_commit_has_claimed_it()
    {
        var turn = await support.HearAsync("hi");

        support.Turns.ClaimedFirst.ShouldBeTrue();
        await SupportUnderTest.UntilAsync(() => support.Outbox.Stored.Count == 1, "the reply is sent and its result is stored");
        var sent = support.Gateway.Sent.ShouldHaveSingleItem();
        (sent.Id, sent.From, sent.To, sent.Text).ShouldBe((turn.Messages[1].Id, OurNumber, Digits, "Apology in en"));
        support.Outbox.Stored[0].Status.ShouldBe(DeliveryStatus.Sent);
    }

    [Fact]
    public async Task What_the_pace_does_not_allow_waits_for_the_pump()
    {
        support.Get<SendPace>().TryTake(Asha.Id).ShouldBeTrue();

        await support.HearAsync("hi");

        support.Turns.ClaimedFirst.ShouldBeFalse();
        support.Gateway.Sent.ShouldBeEmpty();
        await ShouldBeSetAsync(support.Get<OutboxSignal>());
    }

    [Fact]
    public async Task While_the_provider_is_away_a_turn_claims_nothing_nor_just_after_it_came_back()
    {
        support.Gateway.Circuit.Open(Noon);
        await support.HearAsync("hi");
        support.Turns.ClaimedFirst.ShouldBeFalse();

        support.Gateway.Circuit.Close(support.Clock.GetUtcNow());
        await support.HearAsync("hello?");

        support.Turns.ClaimedFirst.ShouldBeFalse();
        support.Gateway.Sent.ShouldBeEmpty();
        await ShouldBeSetAsync(support.Get<OutboxSignal>());
    }

    [Fact]
    public async Task A_pace_that_was_not_used_is_given_back()
    {
        support.Turns.NothingIsClaimed = true;

        await support.HearAsync("hi");

        support.Get<SendPace>().TryTake(Asha.Id).ShouldBeTrue();
    }

    [Fact]
    public async Task A_commit_that_throws_gives_the_pace_back()
    {
        support.Turns.Instead = _ => throw new TimeoutException();

        await Should.ThrowAsync<TimeoutException>(() => support.HearAsync("hi"));

        support.Get<SendPace>().TryTake(Asha.Id).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_silent_takes_nothing_of_the_pace()
    {
        await support.HearAsync(Text("👍") with { Type = MessageType.Reaction });

        support.Turns.ClaimedFirst.ShouldBeFalse();
        support.Get<SendPace>().TryTake(Asha.Id).ShouldBeTrue();
    }

    [Fact]
    public async Task The_session_holds_what_was_committed()
    {
        var turn = await support.HearAsync("hi");

        var (key, session) = support.Sessions.Kept.ShouldHaveSingleItem();
        key.ShouldBe(new SessionKey(PhoneHash, OurNumber));
        session.ShouldBe(new Session(turn.Customer, turn.Conversation, turn.Rate));
        session.Version.ShouldBe(turn.Conversation.Version);
    }

    [Fact]
    public async Task When_things_have_moved_on_nothing_is_sent_or_cached()
    {
        support.Turns.Instead = _ => TurnReceipt.MovedOn;

        var outcome = await support.SendAsync(new HandleInboundMessage(Row, ByNumber, Text("hi")));

        outcome.Error.ShouldBeOfType<ConversationMovedOn>();
        support.Sessions.Kept.ShouldBeEmpty();
        support.Gateway.Sent.ShouldBeEmpty();
        support.Get<SendPace>().TryTake(Asha.Id).ShouldBeTrue();
    }

    private static async Task ShouldBeSetAsync(WorkSignal signal)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await signal.WaitAsync(Timeout.InfiniteTimeSpan, soon.Token);
    }
}
