using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Domain;

public sealed class AssigningTests
{
    private static readonly DateTimeOffset Later = Noon + TimeSpan.FromMinutes(5);
    private static readonly Actor Meera = Person("meera");
    private static readonly Actor Devi = Person("devi", Role.Supervisor);
    private static readonly Conversation Taken = (Dialogue with { Department = "billing" }).TakeOver(Meera, Noon).Value;

    [Fact]
    public void Who_has_it_hands_it_on_and_the_fence_is_raised()
    {
        var handed = Assign(Taken, Meera, "ravi").Value;

        (handed.Assignee, handed.AssigneeId, handed.AssignedAt, handed.Department).ShouldBe(("ravi", IdOf("ravi").Value, Later, "billing"));
        (handed.OwnershipEpoch, handed.Version).ShouldBe((Taken.OwnershipEpoch + 1, Taken.Version + 1));
    }

    [Fact]
    public void Out_of_the_bots_hands_it_is_what_a_take_over_is() =>
        Assign(Dialogue with { Flow = Place }, Devi, "ravi").Value.ShouldBe(Dialogue.TakeOver(Person("ravi"), Later).Value);

    [Fact]
    public void What_somebody_else_has_is_handed_on_only_by_who_may_act_for_them()
    {
        Assign(Taken, Person("ravi"), "ravi").Error.ShouldBeOfType<ConversationTaken>().Assignee.ShouldBe("meera");
        Assign(Taken, Devi, "ravi").Value.Assignee.ShouldBe("ravi");
    }

    [Fact]
    public void What_nobody_has_is_handed_out_only_by_who_is_there_for_it_and_others_are_told_what_they_may_do()
    {
        var refusal = Assign(Dialogue, Meera, "ravi").Error.ShouldBeOfType<AssigningNotAllowed>();

        refusal.Code.ShouldBe("not_allowed");
        refusal.Message.ShouldContain("takeover");
    }

    [Fact]
    public void Handing_it_to_who_has_it_changes_nothing_but_the_department_where_another_is_named()
    {
        Assign(Taken, Devi, "meera").Value.ShouldBeSameAs(Taken);
        Assign(Taken, Devi, "meera", "billing").Value.ShouldBeSameAs(Taken);

        var moved = Assign(Taken, Devi, "meera", "orders").Value;

        moved.ShouldBe(Taken with { Department = "orders", Version = Taken.Version + 1 });
    }

    [Fact]
    public void What_is_over_is_handed_to_nobody() => Assign(Taken.Complete(Noon), Devi, "ravi").Error.ShouldBeOfType<ConversationCompleted>();

    private static Result<Conversation> Assign(Conversation conversation, Actor by, string to, string? department = null) =>
        conversation.Assign(by, IdOf(to), to, department, Later);
}
