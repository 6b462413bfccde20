using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class TakeOverConversationTests : IDisposable
{
    private static readonly SessionKey Key = new(PhoneHash, OurNumber);

    private readonly SupportUnderTest support = new();

    public TakeOverConversationTests() => support.Interventions.Owned = new OwnedConversation(Asha, Dialogue);

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task It_says_who_has_it_now_and_what_the_bot_left()
    {
        var left = new LeftByBot([View(1)], [View(2), View(3)]);
        support.Interventions.Left = left;

        var takeover = (await TakeOverAsync("meera")).Value;

        (takeover.Conversation, takeover.Assignee, takeover.AssigneeId, takeover.Since).ShouldBe((Dialogue.Id.Value, "meera", IdOf("meera").Value, Noon));
        (takeover.OwnershipEpoch, takeover.Version).ShouldBe((1, Dialogue.Version + 1));
        (takeover.InFlight, takeover.Withdrawn).ShouldBe((left.InFlight, left.Withdrawn));
    }

    [Fact]
    public async Task The_cache_learns_of_it_and_keeps_how_fast_the_customer_writes()
    {
        var rate = new MessageRate(7, Noon, Noticed: true);
        support.Sessions.Kept[Key] = new Session(Asha, Dialogue, rate);

        await TakeOverAsync("meera");

        support.Sessions.Only.Conversation.Assignee.ShouldBe("meera");
        support.Sessions.Only.Rate.ShouldBe(rate);
    }

    [Fact]
    public async Task What_the_cache_knows_better_is_not_brought_back()
    {
        var newer = Dialogue with { Version = 9 };
        support.Sessions.Kept[Key] = new Session(Asha, newer, MessageRate.Begin(Noon));

        await TakeOverAsync("meera");

        support.Sessions.Only.Conversation.ShouldBe(newer);
    }

    [Fact]
    public async Task A_race_that_a_turn_has_won_is_run_again()
    {
        support.Interventions.Races.Enqueue(one => one.Turned(Place, "support", 2, Noon));
        support.Interventions.Races.Enqueue(one => one.Turned(Place, "support", 2, Noon));

        var takeover = await TakeOverAsync("meera");

        takeover.Error.ShouldBeNull();
        support.Interventions.Owned!.Conversation.NextOrdinal.ShouldBe(5);
        support.Interventions.Owned.Conversation.Version.ShouldBe(Dialogue.Version + 3);
    }

    [Fact]
    public async Task Who_loses_every_race_is_told_to_ask_again()
    {
        for (var race = 0; race < 100; race++)
        {
            support.Interventions.Races.Enqueue(one => one.Turned(null, null, 1, Noon));
        }

        var takeover = await TakeOverAsync("meera");

        takeover.Error.ShouldBeOfType<ConversationMovedOn>();
        support.Interventions.Races.Count.ShouldBeInRange(80, 99);
        support.Sessions.Kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_race_that_another_agent_has_won_is_lost()
    {
        support.Interventions.Races.Enqueue(one => one.TakeOver(Person("ravi"), Noon).Value);

        (await TakeOverAsync("meera")).Error.ShouldBeOfType<ConversationTaken>().Assignee.ShouldBe("ravi");
    }

    [Fact]
    public async Task Who_has_it_already_is_told_the_same_again_and_nothing_is_written()
    {
        var first = (await TakeOverAsync("meera")).Value;
        support.Clock.Move(TimeSpan.FromMinutes(1));

        var second = (await TakeOverAsync("meera")).Value;

        (second.Since, second.OwnershipEpoch).ShouldBe((first.Since, first.OwnershipEpoch));
        support.Interventions.Stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_there_or_over_is_refused()
    {
        (await support.SendAsync(new TakeOverConversation(ConversationId.New(Noon), Person("meera")))).Error.ShouldBeOfType<ConversationNotFound>();
        support.Clock.Move(Conversation.CompletedAfter);
        (await TakeOverAsync("meera")).Error.ShouldBeOfType<ConversationCompleted>();
    }

    [Fact]
    public async Task Who_is_named_is_not_handed_it_and_the_way_to_do_so_is_told()
    {
        var refusal = (await support.SendAsync(new TakeOverConversation(Dialogue.Id, Person("meera"), Assignee: "ravi"))).Error.ShouldBeOfType<InvalidError>();

        var field = refusal.Fields.ShouldHaveSingleItem();
        field.Field.ShouldBe("assignee");
        field.Problem.ShouldContain($"POST /api/v1/conversations/{Dialogue.Id}/assign");
    }

    [Fact]
    public async Task Two_of_the_same_name_are_two_people()
    {
        await TakeOverAsync("meera");

        var other = await support.SendAsync(new TakeOverConversation(Dialogue.Id, Person("meera") with { Id = Guid.CreateVersion7(Noon) }));

        other.Error.ShouldBeOfType<ConversationTaken>().AssigneeId.ShouldBe(IdOf("meera").Value);
    }

    [Fact]
    public async Task It_is_done_only_while_the_version_is_the_one_that_was_read()
    {
        var late = await support.SendAsync(new TakeOverConversation(Dialogue.Id, Person("meera"), IfMatch: Dialogue.Version + 1));
        support.Interventions.Races.Enqueue(one => one.Turned(Place, "support", 2, Noon));
        var overtaken = await support.SendAsync(new TakeOverConversation(Dialogue.Id, Person("meera"), IfMatch: Dialogue.Version));
        var right = await support.SendAsync(new TakeOverConversation(Dialogue.Id, Person("meera"), IfMatch: Dialogue.Version + 1));

        late.Error.ShouldBe(new VersionMismatch(Dialogue.Version));
        overtaken.Error.ShouldBe(new VersionMismatch(Dialogue.Version + 1));
        right.Value.Version.ShouldBe(Dialogue.Version + 2);
        support.Interventions.Stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_audit_log_hears_who_did_it_and_what_was_changed()
    {
        await TakeOverAsync("meera");
        await TakeOverAsync("meera");

        var entry = support.Interventions.Stored.ShouldHaveSingleItem().Entry;
        (entry.By, entry.Action, entry.Subject, entry.SubjectId).ShouldBe((Person("meera"), "conversation.taken_over", SubjectKind.Conversation, $"{Dialogue.Id}"));
        entry.Before.ShouldBe("""{"status":"active","assignee":null,"assigneeId":null,"ownershipEpoch":0}""");
        entry.After.ShouldBe($$"""{"status":"escalated","assignee":"meera","assigneeId":"{{IdOf("meera")}}","ownershipEpoch":1}""");
    }

    private Task<Result<Takeover>> TakeOverAsync(string name) => support.SendAsync(new TakeOverConversation(Dialogue.Id, Person(name)));

    private static MessageView View(int ordinal) => new()
    {
        Id = Guid.CreateVersion7(Noon),
        Ordinal = ordinal,
        Direction = WhatsAppSupport.Domain.Messages.Direction.Outbound,
        Type = WhatsAppSupport.Domain.Messages.MessageType.Text,
        Status = WhatsAppSupport.Domain.Messages.DeliveryStatus.Sending,
        Author = WhatsAppSupport.Domain.Messages.Author.Bot,
        CreatedAt = Noon,
    };
}
