using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class LoopGuardTests : IDisposable
{
    /// <summary>The first message and the one that is stopped are not answered to an answer.</summary>
    private const int Most = LoopWatch.MostInARow + 2;

    private readonly SupportUnderTest support = new();

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task A_stopped_conversation_is_shown_to_people_and_nothing_is_said()
    {
        var last = await UntilStoppedAsync(_ => "We are closed.", TimeSpan.FromSeconds(5));

        last.Messages.ShouldHaveSingleItem().Direction.ShouldBe(Direction.Inbound);
        var conversation = last.Conversation;
        (conversation.Status, conversation.EscalationReason, conversation.Department).ShouldBe((ConversationStatus.Escalated, "bot_loop", "support"));
        conversation.IsFlagged.ShouldBeTrue();
        conversation.EscalatedAt.ShouldNotBeNull();
        last.Loop.ShouldBe(LoopSign.SameText);
    }

    [Fact]
    public async Task What_the_bot_has_not_sent_yet_is_withdrawn()
    {
        var last = await UntilStoppedAsync(_ => "We are closed.", TimeSpan.FromSeconds(5));

        last.Conversation.OwnershipEpoch.ShouldBe(last.ConversationBefore!.OwnershipEpoch + 1);
    }

    [Fact]
    public async Task Numbers_do_not_make_a_sentence_another_one()
    {
        var last = await UntilStoppedAsync(number => $"Your ticket {48_213 + (number * 91)} was opened.", TimeSpan.FromSeconds(5));

        last.Loop.ShouldBe(LoopSign.SameText);
    }

    [Fact]
    public async Task But_they_are_what_a_short_answer_is_about()
    {
        for (var number = 0; number < Most; number++)
        {
            (await HearAfterAsync(TimeSpan.FromSeconds(20), Text($"no {number}"))).Loop.ShouldBe(LoopSign.None);
        }
    }

    [Fact]
    public async Task Who_taps_the_same_button_is_no_program()
    {
        for (var tap = 0; tap < Most; tap++)
        {
            var message = Text("Next") with { Type = MessageType.Interactive, Payload = "next" };
            (await HearAfterAsync(TimeSpan.FromSeconds(20), message)).Loop.ShouldBe(LoopSign.None);
        }
    }

    [Fact]
    public async Task It_holds_in_a_process_that_knows_only_what_is_stored()
    {
        for (var said = 1; said < Most; said++)
        {
            var turn = await HearAfterAsync(TimeSpan.FromSeconds(5), Text("We are closed."));
            turn.Loop.ShouldBe(LoopSign.None);
            support.Sessions.Kept.Clear();
            support.Customers.Known = new KnownCustomer(turn.Customer, turn.Conversation);
        }

        (await HearAfterAsync(TimeSpan.FromSeconds(5), Text("We are closed."))).Loop.ShouldBe(LoopSign.SameText);
    }

    [Fact]
    public async Task Apologies_for_what_cannot_be_handled_count_as_well()
    {
        var turns = 0;
        for (Turn? turn = null; turn is not { Loop: not LoopSign.None }; turns++)
        {
            turns.ShouldBeLessThan(Most);
            support.Clock.Move(TimeSpan.FromSeconds(1));
            var row = Row with { Id = turns + 1, ReceivedAt = support.Clock.GetUtcNow() };
            await support.SendAsync(new BuryInboxRow(row, ByNumber, "FormatException"));
            turn = support.Turns.All[^1];
            (support.Customers.Known, support.Sessions.Kept[new SessionKey(PhoneHash, OurNumber)]) =
                (new KnownCustomer(turn.Customer, turn.Conversation), new Session(turn.Customer, turn.Conversation, turn.Rate));
        }

        support.Turns.All[^1].Messages.ShouldBeEmpty();
        support.Turns.All[^1].DeadBecause.ShouldBe("FormatException");
    }

    [Fact]
    public async Task Where_there_is_no_limit_to_how_fast_customers_write_only_the_same_text_tells_a_program()
    {
        using var unlimited = new SupportUnderTest(SupportUnderTest.Options with { CustomerMessagesPerMinute = 0 });
        for (var said = 0; said < 100; said++)
        {
            unlimited.Clock.Move(TimeSpan.FromMilliseconds(100));
            (await unlimited.HearAsync($"number {said}")).Loop.ShouldBe(LoopSign.None);
        }

        var signs = new List<LoopSign>();
        for (var said = 0; said <= LoopWatch.MostInARow; said++)
        {
            unlimited.Clock.Move(TimeSpan.FromMilliseconds(100));
            signs.Add((await unlimited.HearAsync("We are closed.")).Loop);
        }

        signs[..^1].ShouldAllBe(sign => sign == LoopSign.None);
        signs[^1].ShouldBe(LoopSign.SameText);
    }

    [Fact]
    public async Task What_is_kept_of_it_tells_no_text()
    {
        await HearAfterAsync(TimeSpan.FromSeconds(5), Text("We are closed."));
        var turn = await HearAfterAsync(TimeSpan.FromSeconds(5), Text("We are closed."));

        turn.Conversation.Loop.ShouldNotBeNull().Text.ShouldNotBeNull();
        System.Text.Json.JsonSerializer.Serialize(turn.Conversation.Loop).ShouldNotContain("closed");
    }

    private async Task<Turn> UntilStoppedAsync(Func<int, string> says, TimeSpan pace)
    {
        for (var number = 1; number <= Most; number++)
        {
            var turn = await HearAfterAsync(pace, Text(says(number)));
            if (turn.Loop != LoopSign.None)
            {
                number.ShouldBe(Most);
                return turn;
            }

            turn.FirstReply.ShouldNotBeNull();
        }

        throw new InvalidOperationException("It was never stopped.");
    }

    private Task<Turn> HearAfterAsync(TimeSpan pause, InboundMessage message)
    {
        support.Clock.Move(pause);
        return support.HearAsync(message);
    }
}
