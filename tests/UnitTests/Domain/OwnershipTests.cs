using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class OwnershipTests
{
    private static readonly DateTimeOffset Later = Noon + TimeSpan.FromMinutes(5);
    private static readonly Conversation Taken = Dialogue.TakeOver("meera", Noon).Value;

    [Fact]
    public void Who_takes_over_has_it_and_the_fence_is_raised()
    {
        var taken = (Dialogue with { Flow = Place, Topic = "support" }).TakeOver("meera", Later).Value;

        (taken.Status, taken.Assignee, taken.AssignedAt).ShouldBe((ConversationStatus.Escalated, "meera", Later));
        taken.OwnershipEpoch.ShouldBe(Dialogue.OwnershipEpoch + 1);
        taken.Version.ShouldBe(Dialogue.Version + 1);
        (taken.Flow, taken.Topic, taken.UpdatedAt).ShouldBe((null, "support", Later));
    }

    [Fact]
    public void Who_was_asked_for_takes_over_and_what_they_were_asked_stays()
    {
        var waiting = Dialogue.Escalate("billing", "refund", Noon);

        var taken = waiting.TakeOver("meera", Later).Value;

        (taken.Department, taken.EscalationReason, taken.EscalatedAt).ShouldBe(("billing", "refund", Noon));
        taken.OwnershipEpoch.ShouldBe(waiting.OwnershipEpoch + 1);
        taken.StillWaitsForPersonSince(waiting.OwnershipEpoch).ShouldBeFalse();
    }

    [Fact]
    public void Taking_what_one_has_changes_nothing() => Taken.TakeOver("meera", Later).Value.ShouldBeSameAs(Taken);

    [Fact]
    public void What_somebody_else_has_is_refused_with_who_and_since_when_but_not_in_words_that_a_log_may_keep()
    {
        var refusal = Taken.TakeOver("ravi", Later).Error.ShouldBeOfType<ConversationTaken>();

        (refusal.Code, refusal.Assignee, refusal.Since).ShouldBe(("conversation_taken", "meera", Noon));
        refusal.Message.ShouldContain("give-back");
        $"{refusal} {refusal.Message}".ShouldNotContain("meera");
    }

    [Fact]
    public void What_is_over_is_neither_taken_nor_given_back()
    {
        Dialogue.Complete(Noon).TakeOver("meera", Noon).Error.ShouldBeOfType<ConversationCompleted>();
        Dialogue.TakeOver("meera", Noon + Conversation.CompletedAfter).Error.ShouldBeOfType<ConversationCompleted>();
        Taken.CanBeGivenBack(Noon + Conversation.CompletedAfter).Error.ShouldBeOfType<ConversationCompleted>();
    }

    [Fact]
    public void Only_what_somebody_has_is_given_back()
    {
        Taken.CanBeGivenBack(Later).Error.ShouldBeNull();
        Dialogue.CanBeGivenBack(Later).Error.ShouldBeOfType<ConversationNotTaken>();
        Dialogue.Escalate("billing", "refund", Noon).CanBeGivenBack(Later).Error.ShouldBeOfType<ConversationNotTaken>();
    }

    [Fact]
    public void A_give_back_belongs_to_the_ownership_that_it_ends()
    {
        Taken.IsTakenSince(Taken.OwnershipEpoch).ShouldBeTrue();
        Taken.IsTakenSince(Taken.OwnershipEpoch - 1).ShouldBeFalse();
        Dialogue.Escalate("billing", "refund", Noon).IsTakenSince(0).ShouldBeFalse();
        Taken.ReturnToBot().IsTakenSince(Taken.OwnershipEpoch + 1).ShouldBeFalse();
    }

    [Fact]
    public void The_bot_gets_back_a_conversation_that_nobody_has()
    {
        var back = Taken.ReturnToBot();

        (back.Status, back.Assignee, back.AssignedAt).ShouldBe((ConversationStatus.Active, null, null));
        back.OwnershipEpoch.ShouldBe(Taken.OwnershipEpoch + 1);
    }

    [Fact]
    public void Every_refusal_says_its_own_code_and_the_way_out()
    {
        ConflictError[] refusals = [new ConversationCompleted(Taken.Id), new ConversationTaken(Taken.Id, "x", Noon), new ConversationNotTaken(Taken.Id)];

        refusals.Select(refusal => refusal.Code).ShouldBe(["conversation_completed", "conversation_taken", "conversation_not_taken"]);
        refusals.ShouldAllBe(refusal => refusal.Message.Contains("can be taken over"));
    }
}
