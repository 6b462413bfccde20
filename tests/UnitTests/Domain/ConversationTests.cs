using WhatsAppSupport.Domain.Conversations;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class ConversationTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);
    private static readonly DateTimeOffset Later = Noon + TimeSpan.FromMinutes(5);

    [Fact]
    public void It_begins_with_the_bot_behind_the_version_before_it()
    {
        var next = Conversation.Begin(Asha, OurNumber, afterVersion: 7, Noon);

        next.Status.ShouldBe(ConversationStatus.Active);
        next.Version.ShouldBe(8);
        next.NextOrdinal.ShouldBe(1);
        next.OwnershipEpoch.ShouldBe(0);
        (next.CustomerId, next.IntegratedNumber, next.Language).ShouldBe((Asha.Id, OurNumber, Asha.Language));
        next.SessionId.ShouldNotContain(Digits);
    }

    [Fact]
    public void A_turn_numbers_its_messages_and_raises_the_version_by_one()
    {
        var turned = Dialogue.Turned(Place, "support", messages: 3, Later);

        turned.NextOrdinal.ShouldBe(Dialogue.NextOrdinal + 3);
        turned.Version.ShouldBe(Dialogue.Version + 1);
        (turned.Flow, turned.Topic, turned.UpdatedAt).ShouldBe((Place, "support", Later));
    }

    [Fact]
    public void A_verb_changes_nothing_in_the_conversation_that_it_was_asked_of()
    {
        var before = Dialogue with { Flow = Place };
        var copy = before with { };

        before.Turned(null, null, 9, Later).ShouldNotBe(before);
        before.Escalate("billing", "refund", Later).ShouldNotBe(before);
        before.Complete(Later).ShouldNotBe(before);

        before.ShouldBe(copy);
    }

    [Fact]
    public void The_place_in_a_flow_is_kept_until_an_hour_of_silence_is_over()
    {
        var waiting = Dialogue with { Flow = Place, UpdatedAt = Noon };

        waiting.At(Noon + TimeSpan.FromHours(1) - Instant).Flow.ShouldBe(Place);
        waiting.At(Noon + TimeSpan.FromHours(1)).Flow.ShouldBeNull();
    }

    [Fact]
    public void A_flow_that_goes_on_by_itself_is_not_forgotten_before_its_time_and_an_hour_are_over()
    {
        var place = Place with { State = """{"schema":2,"visit":1,"goes_on_at":"2026-03-01T22:00:00+00:00","variables":{}}""" };
        var waiting = Dialogue with { Flow = place, UpdatedAt = place.GoesOnAt()!.Value - TimeSpan.FromHours(10) };

        waiting.At(waiting.UpdatedAt + TimeSpan.FromHours(11) - Instant).Flow.ShouldBe(place);
        waiting.At(waiting.UpdatedAt + TimeSpan.FromHours(11)).Flow.ShouldBeNull();
        (waiting with { UpdatedAt = place.GoesOnAt()!.Value + TimeSpan.FromHours(1) }).At(place.GoesOnAt()!.Value + TimeSpan.FromHours(2) - Instant).Flow.ShouldBe(place, "less than an hour of silence");
    }

    [Fact]
    public void Time_changes_nothing_where_no_flow_waits()
    {
        Dialogue.At(Noon + TimeSpan.FromHours(5)).ShouldBeSameAs(Dialogue);
    }

    [Fact]
    public void It_is_over_after_a_day_of_silence_and_not_an_instant_sooner()
    {
        Dialogue.IsOverAt(Noon + TimeSpan.FromHours(24) - Instant).ShouldBeFalse();
        Dialogue.IsOverAt(Noon + TimeSpan.FromHours(24)).ShouldBeTrue();
    }

    [Fact]
    public void A_completed_one_is_over_at_once()
    {
        Dialogue.Complete(Noon).IsOverAt(Noon).ShouldBeTrue();
    }

    [Fact]
    public void Escalating_silences_the_bot_and_forgets_the_flow_but_keeps_the_epoch()
    {
        var escalated = (Dialogue with { Flow = Place }).Escalate("billing", "refund", Later);

        escalated.IsWithPerson.ShouldBeTrue();
        escalated.Flow.ShouldBeNull();
        escalated.OwnershipEpoch.ShouldBe(Dialogue.OwnershipEpoch);
        (escalated.Department, escalated.EscalationReason, escalated.EscalatedAt).ShouldBe(("billing", "refund", Later));
    }

    [Fact]
    public void Escalating_twice_is_escalating_once()
    {
        var escalated = Dialogue.Escalate("billing", "refund", Noon);

        escalated.Escalate("sales", "other", Later).ShouldBeSameAs(escalated);
    }

    [Fact]
    public void Giving_it_back_to_the_bot_raises_the_epoch_and_clears_the_desk()
    {
        var back = (Dialogue.Escalate("billing", "refund", Noon) with { Assignee = "agent-1" }).ReturnToBot();

        back.Status.ShouldBe(ConversationStatus.Active);
        back.OwnershipEpoch.ShouldBe(Dialogue.OwnershipEpoch + 1);
        (back.Department, back.Assignee, back.EscalationReason, back.EscalatedAt).ShouldBe((null, null, null, null));
    }

    [Fact]
    public void The_bot_gets_nothing_back_that_it_has()
    {
        Dialogue.ReturnToBot().ShouldBeSameAs(Dialogue);
    }

    [Fact]
    public void It_waits_for_a_person_until_one_has_it_or_its_epoch_has_passed()
    {
        var escalated = Dialogue.Escalate("billing", "refund", Noon);

        escalated.StillWaitsForPersonSince(0).ShouldBeTrue();
        escalated.StillWaitsForPersonSince(1).ShouldBeFalse();
        (escalated with { Assignee = "agent-1" }).StillWaitsForPersonSince(0).ShouldBeFalse();
        Dialogue.StillWaitsForPersonSince(0).ShouldBeFalse();
    }

    [Fact]
    public void Completing_counts_the_time_it_took_and_happens_once()
    {
        var completed = (Dialogue with { Flow = Place }).Complete(Noon + TimeSpan.FromSeconds(90.9));

        completed.Status.ShouldBe(ConversationStatus.Completed);
        completed.ResolutionTime.ShouldBe(90);
        completed.Flow.ShouldBeNull();
        completed.Version.ShouldBe(Dialogue.Version + 1);
        completed.CompletedAt.ShouldBe(completed.UpdatedAt);
        completed.Complete(Noon + TimeSpan.FromHours(1)).ShouldBeSameAs(completed);
    }

    [Fact]
    public void Flagging_asks_somebody_to_look_and_leaves_the_bot_in_charge()
    {
        var flagged = Dialogue.Flagged();

        flagged.IsFlagged.ShouldBeTrue();
        flagged.IsWithPerson.ShouldBeFalse();
    }
}
