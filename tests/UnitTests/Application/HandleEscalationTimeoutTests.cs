using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class HandleEscalationTimeoutTests : IDisposable
{
    private static readonly Conversation Waiting = Dialogue.Escalate("billing", "refund", Noon);

    private readonly SupportUnderTest support = new();

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task When_nobody_came_the_bot_is_back_with_an_apology()
    {
        await TimeOutAsync(Waiting);

        var turn = support.Turns.Only;
        turn.Conversation.Status.ShouldBe(ConversationStatus.Active);
        turn.Conversation.OwnershipEpoch.ShouldBe(Waiting.OwnershipEpoch + 1);
        var apology = turn.Messages.ShouldHaveSingleItem();
        (apology.Content, apology.OwnershipEpoch).ShouldBe(("NobodyCame in en", turn.Conversation.OwnershipEpoch));
    }

    [Fact]
    public async Task After_a_stopped_loop_the_bot_is_back_without_a_word_and_the_first_repeat_stops_it_again()
    {
        support.Customers.Known = new KnownCustomer(Asha, Dialogue with { Loop = LoopWatch.Begun with { Text = new FakeHashes().MarkOfText("Closed.") } });
        var stopped = support.Customers.Known.Conversation!.StopLoop("support", Noon);
        support.Customers.Known = new KnownCustomer(Asha, stopped);

        await TimeOutAsync(stopped);
        var back = support.Turns.Only;
        support.Customers.Known = new KnownCustomer(Asha, back.Conversation);
        var again = await HearAsync("Closed.");

        (back.Conversation.Status, back.Messages.Count, back.Conversation.IsFlagged).ShouldBe((ConversationStatus.Active, 0, true));
        (again.Conversation.EscalationReason, again.Messages.Count).ShouldBe(("bot_loop", 1));
    }

    [Fact]
    public async Task After_a_stopped_loop_who_writes_something_else_is_answered()
    {
        var stopped = (Dialogue with { Loop = LoopWatch.Begun with { Text = 7 } }).StopLoop("support", Noon);
        await TimeOutAsync(stopped);
        support.Customers.Known = new KnownCustomer(Asha, support.Turns.Only.Conversation);

        var turn = await HearAsync("Is anybody there?");

        turn.Messages.Count.ShouldBe(2);
        turn.Conversation.IsWithPerson.ShouldBeFalse();
    }

    [Fact]
    public async Task A_timer_of_an_older_ownership_is_void()
    {
        await TimeOutAsync(Waiting, epoch: Waiting.OwnershipEpoch - 1);

        ShouldOnlyBeSettled();
    }

    [Fact]
    public async Task A_timer_is_void_once_a_person_has_come()
    {
        await TimeOutAsync(Waiting with { Assignee = "agent-1" });

        ShouldOnlyBeSettled();
    }

    [Fact]
    public async Task A_timer_of_a_conversation_that_is_over_is_void()
    {
        await TimeOutAsync(Waiting with { UpdatedAt = Noon - TimeSpan.FromHours(24) });

        ShouldOnlyBeSettled();
    }

    [Fact]
    public async Task A_timer_of_another_conversation_is_void()
    {
        await TimeOutAsync(Waiting, of: ConversationId.New(Noon));

        ShouldOnlyBeSettled();
    }

    [Fact]
    public async Task It_never_trusts_the_cache()
    {
        support.Sessions.Kept[new SessionKey(PhoneHash, OurNumber)] = new Session(Asha, Waiting, MessageRate.Begin(Noon));

        await TimeOutAsync(Waiting with { Assignee = "agent-1" });

        ShouldOnlyBeSettled();
    }

    [Fact]
    public async Task A_lane_does_not_teach_us_a_hash_of_what_we_do_not_know()
    {
        var onlyUserId = Asha with { PhoneNumber = null, PhoneHash = null, Bsuid = UserId, BsuidHash = BsuidHash };
        support.Customers.Known = new KnownCustomer(onlyUserId, Waiting);

        await TimeOutAsync(Waiting, lane: Row with { Customer = BsuidHash });

        (support.Turns.Only.Customer.PhoneHash, support.Turns.Only.Customer.BsuidHash).ShouldBe((null, BsuidHash));
        support.Turns.Only.IsNewlyIdentified.ShouldBeFalse();
    }

    [Fact]
    public void The_timer_is_read_as_it_was_written_and_unique_for_one_escalation()
    {
        var timer = new EscalationTimer(Waiting.Id, 3);

        EscalationTimer.Read(timer.ToBytes()).ShouldBe(timer);
        timer.UniqueId.ShouldNotBe((timer with { Epoch = 4 }).UniqueId);
        Should.Throw<System.Text.Json.JsonException>(() => EscalationTimer.Read("null"u8));
    }

    private async Task<Turn> HearAsync(string text)
    {
        await support.SendAsync(new HandleInboundMessage(Row with { Id = 2, MustReload = true }, ByNumber, Text(text)));
        return support.Turns.All[^1];
    }

    private async Task TimeOutAsync(Conversation waiting, long? epoch = null, ConversationId? of = null, LaneRow? lane = null)
    {
        support.Customers.Known ??= new KnownCustomer(Asha, waiting);
        var timer = new EscalationTimer(of ?? waiting.Id, epoch ?? waiting.OwnershipEpoch);
        var stored = support.Inbox.Add(new InboxEntry(InboxKind.Timer, (lane ?? Row).Customer, OurNumber, default, Noon, timer.ToBytes()));

        (await support.SendAsync(new HandleEscalationTimeout((lane ?? Row) with { Id = stored.Id }, timer))).Error.ShouldBeNull();
    }

    private void ShouldOnlyBeSettled()
    {
        support.Turns.All.ShouldBeEmpty();
        support.Inbox.Rows.ShouldHaveSingleItem().State.ShouldBe(InboxState.Done);
    }
}
