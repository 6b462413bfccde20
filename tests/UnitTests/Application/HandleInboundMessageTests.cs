using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using WhatsAppSupport.UnitTests.Flows;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class HandleInboundMessageTests : IDisposable
{
    private readonly SupportUnderTest support = new(flows: Given.Flow(Given.Input("name", "What is your name?"), Given.Message("Hello {name}")));

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task The_first_message_of_somebody_new_makes_them_known()
    {
        var turn = await support.HearAsync(Text("go") with { CustomerName = "Asha" });

        turn.CustomerBefore.ShouldBeNull();
        turn.ConversationBefore.ShouldBeNull();
        turn.IsNewConversation.ShouldBeTrue();
        turn.IsNewlyIdentified.ShouldBeTrue();
        (turn.Customer.PhoneHash, turn.Customer.Name, turn.Customer.Language).ShouldBe((PhoneHash, "Asha", "en"));
        turn.Customer.LastHeardAt.ShouldBe(Noon);
        (turn.Conversation.IntegratedNumber, turn.Conversation.CustomerId).ShouldBe((OurNumber, turn.Customer.Id));
    }

    [Fact]
    public async Task What_was_heard_and_said_is_numbered_in_order_and_addressed()
    {
        var first = await support.HearAsync("go");
        var second = await support.HearAsync("Asha");

        first.Messages.Select(message => (message.Ordinal, message.Direction, message.Content))
            .ShouldBe([(1, Direction.Inbound, "go"), (2, Direction.Outbound, "What is your name?")]);
        second.Messages.Select(message => (message.Ordinal, message.Direction, message.Content))
            .ShouldBe([(3, Direction.Inbound, "Asha"), (4, Direction.Outbound, "Hello Asha")]);
        (first.Messages[0].SenderNumber, first.Messages[0].RecipientNumber, first.Messages[0].Status).ShouldBe((Digits, OurNumber, DeliveryStatus.Delivered));
        (first.Messages[1].SenderNumber, first.Messages[1].RecipientNumber, first.Messages[1].Status).ShouldBe((OurNumber, Digits, DeliveryStatus.Pending));
    }

    [Fact]
    public async Task The_place_in_the_flow_goes_from_turn_to_turn_with_the_topic()
    {
        var first = await support.HearAsync("go");
        var second = await support.HearAsync("Asha");

        first.Conversation.Flow.ShouldNotBeNull().FlowId.ShouldBe("main");
        second.Conversation.Flow.ShouldBeNull();
        second.Conversation.Topic.ShouldBe("main");
        second.Conversation.Version.ShouldBe(first.Conversation.Version + 1);
        second.ConversationBefore.ShouldBe(first.Conversation);
    }

    [Fact]
    public async Task After_an_hour_of_silence_the_flow_is_forgotten()
    {
        await support.HearAsync("go");
        support.Clock.Move(TimeSpan.FromHours(1));

        var turn = await support.HearAsync("Asha");

        turn.IsNewConversation.ShouldBeFalse();
        turn.Messages[^1].Content.ShouldBe("Apology in en");
    }

    [Fact]
    public async Task After_a_day_of_silence_a_new_conversation_begins_behind_the_old_ones_version()
    {
        var before = await support.HearAsync("go");
        support.Clock.Move(TimeSpan.FromHours(24));

        var turn = await support.HearAsync("go");

        var completed = turn.Completed.ShouldNotBeNull();
        (completed.Id, completed.Status).ShouldBe((before.Conversation.Id, ConversationStatus.Completed));
        turn.IsNewConversation.ShouldBeTrue();
        turn.Conversation.Version.ShouldBeGreaterThan(completed.Version);
        turn.Messages[0].Ordinal.ShouldBe(1);
    }

    [Fact]
    public async Task A_conversation_that_is_completed_already_is_not_completed_again()
    {
        support.Customers.Known = new KnownCustomer(Asha, Dialogue.Complete(Noon));

        var turn = await support.HearAsync("go");

        turn.Completed.ShouldBeNull();
        turn.IsNewConversation.ShouldBeTrue();
    }

    [Fact]
    public async Task With_a_person_it_is_kept_without_a_word()
    {
        support.Customers.Known = new KnownCustomer(Asha, Dialogue.Escalate("billing", "refund", Noon));

        var turn = await support.HearAsync("go");

        turn.Messages.ShouldHaveSingleItem().Content.ShouldBe("go");
        turn.Conversation.IsWithPerson.ShouldBeTrue();
        turn.Kind.ShouldBe("silent");
    }

    [Fact]
    public async Task An_inactive_customer_is_kept_without_a_word()
    {
        support.Customers.Known = new KnownCustomer(Asha with { IsActive = false }, Dialogue);

        (await support.HearAsync("go")).Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_reaction_is_kept_without_a_word()
    {
        var turn = await support.HearAsync(Text("👍") with { Type = MessageType.Reaction });

        turn.Messages.ShouldHaveSingleItem().Type.ShouldBe(MessageType.Reaction);
    }

    [Fact]
    public async Task A_late_repeat_does_not_extend_the_window()
    {
        support.Customers.Known = new KnownCustomer(Asha, Dialogue);
        support.Clock.Move(TimeSpan.FromHours(2));

        var turn = await support.HearAsync(Text("go") with { SentAt = Noon - TimeSpan.FromHours(5) });

        turn.Customer.LastHeardAt.ShouldBe(Noon);
    }

    [Fact]
    public async Task A_user_id_that_is_new_is_learned_with_its_hash()
    {
        support.Customers.Known = new KnownCustomer(Asha, Dialogue);

        var turn = await support.HearAsync(Text("go"), new Sender(Asha.PhoneNumber, PhoneHash, UserId, BsuidHash));

        turn.IsNewlyIdentified.ShouldBeTrue();
        (turn.Customer.Bsuid, turn.Customer.BsuidHash, turn.Customer.PhoneHash).ShouldBe((UserId, BsuidHash, PhoneHash));
    }

    [Fact]
    public async Task The_time_it_took_is_from_arrival_to_the_decision()
    {
        var row = Row with { ReceivedAt = Noon - TimeSpan.FromSeconds(3) };

        await support.SendAsync(new HandleInboundMessage(row, ByNumber, Text("go")));

        support.Turns.Only.Messages[1].ProcessingTime.ShouldBe(TimeSpan.FromSeconds(3));
        support.Turns.Only.Messages[0].ProcessingTime.ShouldBeNull();
    }

    [Fact]
    public async Task A_command_that_is_not_well_formed_is_refused_with_everything_that_is_wrong()
    {
        var outcome = await support.SendAsync(new HandleInboundMessage(Row with { Id = 0 }, Sender.OfLane(PhoneHash), Text("go")));

        outcome.Error.ShouldBeOfType<InvalidError>().Fields.Select(field => field.Field).ShouldBe(["Row.Id", "Sender"], ignoreOrder: true);
        support.Turns.All.ShouldBeEmpty();
    }
}
