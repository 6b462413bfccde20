using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Security;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class GiveBackTests : IDisposable
{
    private static readonly Conversation Taken = Dialogue.Escalate("billing", "refund", Noon).TakeOver(Person("meera"), Noon).Value;

    private readonly SupportUnderTest support = new();

    public GiveBackTests() => Holds(Taken);

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task It_takes_its_turn_in_the_customers_lane_and_the_bot_is_back_without_a_word()
    {
        var accepted = (await GiveBackAsync()).Value;
        await SupportUnderTest.UntilAsync(() => support.Turns.All.Count == 1, "the lane has come to it");

        accepted.ShouldBe(new AcceptedGiveBack(Taken.Id.Value, Taken.OwnershipEpoch, Taken.Version));
        var turn = support.Turns.Only;
        (turn.Conversation.Status, turn.Conversation.Assignee).ShouldBe((ConversationStatus.Active, null));
        turn.Conversation.OwnershipEpoch.ShouldBe(Taken.OwnershipEpoch + 1);
        turn.Messages.ShouldBeEmpty();
        support.Inbox.Rows.ShouldHaveSingleItem().State.ShouldBe(InboxState.Done);
        var entry = turn.Audit.ShouldHaveSingleItem();
        (entry.By.Name, entry.By.Id, entry.Action, entry.SubjectId).ShouldBe(("meera", IdOf("meera").Value, "conversation.given_back", $"{Taken.Id}"));
        entry.Before.ShouldBe($$"""{"status":"escalated","assignee":"meera","assigneeId":"{{IdOf("meera")}}","department":"billing","ownershipEpoch":1}""");
        entry.After.ShouldBe("""{"status":"active","assignee":null,"assigneeId":null,"department":null,"ownershipEpoch":2}""");
    }

    [Fact]
    public async Task What_somebody_else_has_is_given_back_only_by_who_may_act_for_them()
    {
        var stranger = await GiveBackAsync(Person("ravi"));
        var supervisor = await GiveBackAsync(Person("devi", Role.Supervisor));

        stranger.Error.ShouldBeOfType<ConversationTaken>().Assignee.ShouldBe("meera");
        supervisor.Error.ShouldBeNull();
        support.Inbox.Rows.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_has_another_version_than_was_read_is_left_alone()
    {
        var late = await GiveBackAsync(ifMatch: Taken.Version - 1);
        var right = await GiveBackAsync(ifMatch: Taken.Version);

        late.Error.ShouldBe(new VersionMismatch(Taken.Version));
        right.Error.ShouldBeNull();
    }

    [Fact]
    public async Task Asking_twice_is_asking_once()
    {
        var answers = new[] { await GiveBackAsync(), await GiveBackAsync() };

        answers.ShouldAllBe(answer => answer.Error == null);
        support.Inbox.Rows.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_row_that_was_given_up_is_taken_up_again_at_the_next_word()
    {
        var request = new GiveBackRequest(Taken.Id, Taken.OwnershipEpoch);
        var row = support.Inbox.Add(new InboxEntry(
            InboxKind.GiveBack, PhoneHash, OurNumber, support.Get<ILookupHashes>().OfProviderId(request.UniqueId), Noon, request.ToBytes()));
        await support.Inbox.BuryAsync(row.Id, "why", CancellationToken.None);

        await GiveBackAsync();

        await SupportUnderTest.UntilAsync(() => support.Turns.All.Count == 1, "the lane has come to it");
        support.Turns.Only.Conversation.Assignee.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_taken_over_again_is_given_back_again()
    {
        await GiveBackAsync();
        Holds(Taken.ReturnToBot().TakeOver(Person("ravi"), Noon).Value);

        await GiveBackAsync(Person("ravi"));

        support.Inbox.Rows.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_not_there_or_over_or_with_nobody_is_refused_and_nothing_is_stored()
    {
        var unknown = await support.SendAsync(new GiveBackConversation(ConversationId.New(Noon), Person("meera")));
        Holds(Dialogue.Escalate("billing", "refund", Noon));
        var waiting = await GiveBackAsync();
        Holds(Taken.Complete(Noon));
        var over = await GiveBackAsync();

        unknown.Error.ShouldBeOfType<ConversationNotFound>();
        waiting.Error.ShouldBeOfType<ConversationNotTaken>();
        over.Error.ShouldBeOfType<ConversationCompleted>();
        support.Inbox.Rows.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("again")]
    [InlineData("back")]
    [InlineData("over")]
    [InlineData("next")]
    public async Task It_is_void_once_the_conversation_has_changed_hands(string since)
    {
        var request = new GiveBackRequest(Taken.Id, Taken.OwnershipEpoch);
        support.Customers.Known = new KnownCustomer(Asha, since switch
        {
            "again" => Taken.ReturnToBot().TakeOver(Person("ravi"), Noon).Value,
            "back" => Taken.ReturnToBot(),
            "over" => Taken with { UpdatedAt = Noon - Conversation.CompletedAfter },
            _ => Conversation.Begin(Asha, OurNumber, Taken.Version, Noon),
        });

        await HandleAsync(request);

        support.Turns.All.ShouldBeEmpty();
        support.Inbox.Rows.ShouldHaveSingleItem().State.ShouldBe(InboxState.Done);
    }

    [Fact]
    public async Task It_never_trusts_the_cache()
    {
        support.Sessions.Kept[new SessionKey(PhoneHash, OurNumber)] = new Session(Asha, Dialogue, MessageRate.Begin(Noon));

        await HandleAsync(new GiveBackRequest(Taken.Id, Taken.OwnershipEpoch));

        support.Turns.Only.ConversationBefore.ShouldBe(Taken);
    }

    [Fact]
    public void The_request_is_read_as_it_was_written_and_unique_for_one_ownership()
    {
        var request = new GiveBackRequest(Taken.Id, 3);

        GiveBackRequest.Read(request.ToBytes()).ShouldBe(request);
        GiveBackRequest.Read((request with { By = AskedBy.Of(Person("मीरा")) }).ToBytes()).By!.Name.ShouldBe("मीरा");
        request.UniqueId.ShouldNotBe((request with { Epoch = 4 }).UniqueId);
        Should.Throw<System.Text.Json.JsonException>(() => GiveBackRequest.Read("null"u8));
    }

    [Fact]
    public async Task A_row_of_an_older_version_was_asked_for_by_whoever_had_the_one_key()
    {
        var old = GiveBackRequest.Read(System.Text.Encoding.UTF8.GetBytes($$$"""{"Conversation":{"Value":"{{{Taken.Id}}}"},"Epoch":{{{Taken.OwnershipEpoch}}}}"""));

        await HandleAsync(old);

        support.Turns.Only.Audit.ShouldHaveSingleItem().By.ShouldBe(Actor.SettingsKey);
    }

    private void Holds(Conversation conversation)
    {
        support.Interventions.Owned = new OwnedConversation(Asha, conversation);
        support.Customers.Known = new KnownCustomer(Asha, conversation);
    }

    private Task<Result<AcceptedGiveBack>> GiveBackAsync(Actor? by = null, long? ifMatch = null) =>
        support.SendAsync(new GiveBackConversation(Taken.Id, by ?? Person("meera"), ifMatch));

    private async Task HandleAsync(GiveBackRequest request)
    {
        var stored = support.Inbox.Add(new InboxEntry(InboxKind.GiveBack, PhoneHash, OurNumber, default, Noon, request.ToBytes()));

        (await support.SendAsync(new HandleGiveBack(Row with { Id = stored.Id, Kind = InboxKind.GiveBack }, request))).Error.ShouldBeNull();
    }
}
