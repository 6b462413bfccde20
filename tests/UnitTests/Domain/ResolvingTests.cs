using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class ResolvingTests
{
    private static readonly DateTimeOffset Later = Noon + TimeSpan.FromMinutes(5);
    private static readonly Conversation Taken = Dialogue.TakeOver(Person("meera"), Noon).Value;

    [Fact]
    public void It_is_over_with_the_time_that_it_took_and_what_the_bot_had_to_say_stays_behind_the_fence()
    {
        var resolved = Taken.Resolve(Person("meera"), Later).Value;

        (resolved.Status, resolved.ResolutionTime, resolved.CompletedAt).ShouldBe((ConversationStatus.Completed, 300, Later));
        (resolved.OwnershipEpoch, resolved.Version, resolved.Assignee).ShouldBe((Taken.OwnershipEpoch + 1, Taken.Version + 1, "meera"));
        resolved.IsOverAt(Later).ShouldBeTrue();
    }

    [Fact]
    public void What_nobody_has_is_resolved_by_anybody_and_what_somebody_has_by_them_or_who_may_act_for_them()
    {
        Dialogue.Resolve(Person("ravi"), Later).Error.ShouldBeNull();
        Dialogue.Escalate("billing", "refund", Noon).Resolve(Person("ravi"), Later).Error.ShouldBeNull();
        Taken.Resolve(Person("ravi"), Later).Error.ShouldBeOfType<ConversationTaken>();
        Taken.Resolve(Person("devi", Role.Supervisor), Later).Error.ShouldBeNull();
    }

    [Fact]
    public void What_is_over_stays_as_it_is_whoever_had_it()
    {
        var resolved = Taken.Resolve(Person("meera"), Later).Value;

        resolved.Resolve(Person("ravi"), Later + TimeSpan.FromHours(1)).Value.ShouldBeSameAs(resolved);
    }

    [Fact]
    public void What_has_ended_by_its_silence_and_is_not_marked_so_yet_is_resolved() =>
        Dialogue.Resolve(Person("ravi"), Noon + TimeSpan.FromHours(30)).Value.Status.ShouldBe(ConversationStatus.Completed);

    [Fact]
    public void A_flag_is_set_once_and_taken_away_once_and_nothing_else_changes()
    {
        var flagged = Dialogue.Flag(true);

        flagged.ShouldBe(Dialogue with { IsFlagged = true, Version = Dialogue.Version + 1 });
        flagged.Flag(true).ShouldBeSameAs(flagged);
        flagged.Flag(false).ShouldBe(Dialogue with { Version = Dialogue.Version + 2 });
        Dialogue.Flag(false).ShouldBeSameAs(Dialogue);
        Dialogue.Complete(Noon).Flag(true).Status.ShouldBe(ConversationStatus.Completed);
    }
}
