using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class OwnershipTests
{
    private static readonly DateTimeOffset Later = Noon + TimeSpan.FromMinutes(5);
    private static readonly Conversation Taken = Dialogue.TakeOver(Person("meera"), Noon).Value;

    [Fact]
    public void Who_takes_over_has_it_and_the_fence_is_raised()
    {
        var taken = (Dialogue with { Flow = Place, Topic = "support" }).TakeOver(Person("meera"), Later).Value;

        (taken.Status, taken.Assignee, taken.AssigneeId, taken.AssignedAt).ShouldBe((ConversationStatus.Escalated, "meera", IdOf("meera").Value, Later));
        taken.OwnershipEpoch.ShouldBe(Dialogue.OwnershipEpoch + 1);
        taken.Version.ShouldBe(Dialogue.Version + 1);
        (taken.Flow, taken.Topic, taken.UpdatedAt).ShouldBe((null, "support", Later));
    }

    [Fact]
    public void Who_was_asked_for_takes_over_and_what_they_were_asked_stays()
    {
        var waiting = Dialogue.Escalate("billing", "refund", Noon);

        var taken = waiting.TakeOver(Person("meera"), Later).Value;

        (taken.Department, taken.EscalationReason, taken.EscalatedAt).ShouldBe(("billing", "refund", Noon));
        taken.OwnershipEpoch.ShouldBe(waiting.OwnershipEpoch + 1);
        taken.StillWaitsForPersonSince(waiting.OwnershipEpoch).ShouldBeFalse();
    }

    [Fact]
    public void Taking_what_one_has_changes_nothing() => Taken.TakeOver(Person("meera"), Later).Value.ShouldBeSameAs(Taken);

    [Fact]
    public void What_somebody_else_has_is_refused_with_who_and_since_when_but_not_in_words_that_a_log_may_keep()
    {
        var refusal = Taken.TakeOver(Person("ravi"), Later).Error.ShouldBeOfType<ConversationTaken>();

        (refusal.Code, refusal.Assignee, refusal.Since).ShouldBe(("conversation_taken", "meera", Noon));
        refusal.Message.ShouldContain("give-back");
        $"{refusal} {refusal.Message}".ShouldNotContain("meera");
    }

    [Fact]
    public void What_is_over_is_neither_taken_nor_given_back()
    {
        Dialogue.Complete(Noon).TakeOver(Person("meera"), Noon).Error.ShouldBeOfType<ConversationCompleted>();
        Dialogue.TakeOver(Person("meera"), Noon + Conversation.CompletedAfter).Error.ShouldBeOfType<ConversationCompleted>();
        Taken.CanBeGivenBack(Person("meera"), Noon + Conversation.CompletedAfter).Error.ShouldBeOfType<ConversationCompleted>();
    }

    [Fact]
    public void Only_what_somebody_has_is_given_back()
    {
        Taken.CanBeGivenBack(Person("meera"), Later).Error.ShouldBeNull();
        Dialogue.CanBeGivenBack(Person("meera"), Later).Error.ShouldBeOfType<ConversationNotTaken>();
        Dialogue.Escalate("billing", "refund", Noon).CanBeGivenBack(Person("meera"), Later).Error.ShouldBeOfType<ConversationNotTaken>();
    }

    [Fact]
    public void What_somebody_else_has_is_given_back_only_by_who_may_act_for_them()
    {
        Taken.CanBeGivenBack(Person("ravi"), Later).Error.ShouldBeOfType<ConversationTaken>();
        Taken.CanBeGivenBack(Person("devi", Role.Supervisor), Later).Error.ShouldBeNull();
    }

    [Fact]
    public void Who_has_it_is_known_by_the_id_and_by_the_name_only_where_nothing_else_was_kept()
    {
        var renamed = Person("meera") with { Name = "Meera K." };
        var namesake = Person("ravi") with { Name = "meera" };
        var old = Taken with { AssigneeId = null };

        Taken.TakeOver(renamed, Later).Value.ShouldBeSameAs(Taken);
        Taken.TakeOver(namesake, Later).Error.ShouldBeOfType<ConversationTaken>();
        old.TakeOver(namesake, Later).Value.ShouldBeSameAs(old);
        old.TakeOver(renamed, Later).Error.ShouldBeOfType<ConversationTaken>().AssigneeId.ShouldBeNull();
    }

    [Fact]
    public void Nobody_takes_it_out_of_somebodys_hands_by_taking_over_whatever_they_may_do() =>
        Taken.TakeOver(Person("devi", Role.Administrator), Later).Error.ShouldBeOfType<ConversationTaken>();

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
        ConflictError[] refusals = [new ConversationCompleted(Taken.Id), new ConversationTaken(Taken.Id, "x", null, Noon), new ConversationNotTaken(Taken.Id)];

        refusals.Select(refusal => refusal.Code).ShouldBe(["conversation_completed", "conversation_taken", "conversation_not_taken"]);
        refusals.ShouldAllBe(refusal => refusal.Message.Contains("can be taken over"));
    }
}
