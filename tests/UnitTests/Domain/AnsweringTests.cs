using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class AnsweringTests
{
    private static readonly DateTimeOffset Later = Noon + TimeSpan.FromMinutes(5);
    private static readonly Conversation Taken = Dialogue.TakeOver(Person("meera"), Noon + TimeSpan.FromMinutes(1)).Value;

    [Fact]
    public void Only_who_has_it_writes_in_it()
    {
        RefusalOf(Taken).ShouldBeNull();
        RefusalOf(Dialogue).ShouldBeOfType<ConversationNotTaken>().Message.ShouldContain("takeover");
        RefusalOf(Dialogue.Escalate("billing", "refund", Noon)).ShouldBeOfType<ConversationNotTaken>();
        RefusalOf(Dialogue.TakeOver(Person("ravi"), Noon).Value).ShouldBeOfType<ConversationTaken>().Assignee.ShouldBe("ravi");
        RefusalOf(Taken.Resolve(Person("meera"), Noon).Value).ShouldBeOfType<ConversationCompleted>();
    }

    [Fact]
    public void Who_is_not_active_or_has_opted_out_is_not_written_to()
    {
        RefusalOf(Taken, Asha with { IsActive = false }).ShouldBeOfType<CustomerInactive>().Code.ShouldBe("customer_inactive");
        RefusalOf(Taken, Asha with { OptedOutAt = Noon }).ShouldBeOfType<CustomerOptedOut>().Code.ShouldBe("customer_opted_out");
    }

    [Fact]
    public void The_window_is_open_for_a_day_less_a_moment_and_then_it_is_told_when_it_closed()
    {
        var end = Noon + TimeSpan.FromHours(24);

        Taken.CanBeAnswered(Person("meera"), Asha, end - TimeSpan.FromMilliseconds(1)).Error.ShouldBeNull();
        var refusal = Taken.CanBeAnswered(Person("meera"), Asha, end).Error.ShouldBeOfType<ServiceWindowClosed>();
        (refusal.Code, refusal.ClosedAt).ShouldBe(("service_window_closed", end));
        refusal.Message.ShouldContain("approved template");
        RefusalOf(Taken, Asha with { LastHeardAt = null }).ShouldBeOfType<ServiceWindowClosed>().ClosedAt.ShouldBeNull();
    }

    [Fact]
    public void The_first_answer_tells_how_long_the_customer_waited_and_later_ones_do_not_change_it()
    {
        var asked = Dialogue.Escalate("billing", "refund", Noon).TakeOver(Person("meera"), Noon + TimeSpan.FromMinutes(4)).Value;

        var first = asked.Answered(2, Later);
        var second = first.Answered(1, Later + TimeSpan.FromHours(1));

        (first.FirstResponseAt, first.FirstResponseTime).ShouldBe((Later, 300));
        (second.FirstResponseAt, second.FirstResponseTime).ShouldBe((Later, 300));
        (second.NextOrdinal, second.Version, second.OwnershipEpoch).ShouldBe((asked.NextOrdinal + 3, asked.Version + 2, asked.OwnershipEpoch));
    }

    [Fact]
    public void Where_nobody_was_asked_for_the_wait_began_when_somebody_took_over() => Taken.Answered(1, Later).FirstResponseTime.ShouldBe(240);

    [Fact]
    public void To_hand_it_on_does_not_begin_the_wait_anew() =>
        Taken.Assign(Person("meera"), new AgentId(Person("ravi").Id), "ravi", null, Later).Value.Answered(1, Later).FirstResponseTime.ShouldBe(240);

    [Fact]
    public void It_stays_when_the_conversation_comes_back_to_a_person()
    {
        var back = Taken.Answered(1, Later).ReturnToBot().Escalate("billing", "again", Later).TakeOver(Person("ravi"), Later).Value;

        back.Answered(1, Later + TimeSpan.FromHours(2)).FirstResponseTime.ShouldBe(240);
    }

    private static Error? RefusalOf(Conversation conversation, Customer? customer = null) =>
        conversation.CanBeAnswered(Person("meera"), customer ?? Asha, Later).Error;
}
