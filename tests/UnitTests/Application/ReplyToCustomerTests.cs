using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class ReplyToCustomerTests : IDisposable
{
    private static readonly Actor Meera = Person("meera");
    private static readonly Conversation Taken = Dialogue.TakeOver(Meera, Noon).Value with { NextOrdinal = 4 };

    private readonly SupportUnderTest support = new();

    public ReplyToCustomerTests()
    {
        support.Interventions.Owned = new OwnedConversation(Asha, Taken);
        support.Clock.Move(TimeSpan.FromMinutes(1));
    }

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task It_is_stored_as_the_agents_next_message_and_the_window_is_told()
    {
        var accepted = (await ReplyAsync("It is on its way.")).Value;

        var message = support.Interventions.Messages.ShouldHaveSingleItem();
        (message.Author, message.WrittenBy, message.Ordinal, message.Status).ShouldBe((Author.Agent, Meera.Id, 4, DeliveryStatus.Pending));
        (message.SenderNumber, message.RecipientNumber, message.OwnershipEpoch).ShouldBe((OurNumber, Digits, Taken.OwnershipEpoch));
        accepted.Messages.ShouldHaveSingleItem().Id.ShouldBe(message.Id.Value);
        accepted.Version.ShouldBe(Taken.Version + 1);
        (accepted.Window.IsOpen, accepted.Window.SecondsLeft, accepted.Window.ClosesAt).ShouldBe((true, 86_340, Noon + TimeSpan.FromHours(24)));
        var conversation = support.Interventions.Owned!.Conversation;
        (conversation.NextOrdinal, conversation.FirstResponseAt, conversation.FirstResponseTime).ShouldBe((5, Noon + TimeSpan.FromMinutes(1), 60));
    }

    [Fact]
    public async Task A_long_text_becomes_several_messages_and_what_can_be_tapped_comes_last()
    {
        var text = string.Join(' ', Enumerable.Range(1, 400).Select(number => $"This is sentence number {number}."));

        var accepted = (await ReplyAsync(text, options: [new ReplyChoice("Yes"), new ReplyChoice("No", "refuse")])).Value;

        accepted.Messages.Count.ShouldBeGreaterThan(2);
        accepted.Messages.Select(message => message.Ordinal).ShouldBe(Enumerable.Range(4, accepted.Messages.Count));
        accepted.Messages.SkipLast(1).ShouldAllBe(message => message.Options.Count == 0);
        accepted.Messages[^1].Options.ShouldBe([new ReplyOption("reply.1", "Yes"), new ReplyOption("refuse", "No")]);
    }

    /// <summary>Its hash is stored with its key: a program that is brought out in between must find it to be the same request.</summary>
    [Fact]
    public void A_request_is_written_as_older_versions_wrote_it()
    {
        var command = new ReplyToCustomer(Taken.Id, "key", "Well?", [new ReplyChoice("Yes")], Meera);

        AgentReply.Of(command).ToText(Taken.Id)
            .ShouldBe($$"""{"kind":"reply","conversation":"{{Taken.Id}}","text":"Well?","options":[{"id":"reply.1","title":"Yes"}]}""");
    }

    [Fact]
    public async Task The_audit_log_hears_which_messages_and_none_of_their_words()
    {
        await ReplyAsync("a secret of the customer");

        var entry = support.Interventions.Stored.ShouldHaveSingleItem().Entry;
        entry.Action.ShouldBe("conversation.replied");
        entry.Before.ShouldBe("""{"firstResponseTime":null}""");
        entry.After.ShouldBe($$"""{"firstResponseTime":60,"messages":["{{support.Interventions.Messages[0].Id}}"],"count":1}""");
    }

    [Fact]
    public async Task Asked_again_with_its_key_it_is_answered_the_same_with_what_became_of_the_messages()
    {
        var first = (await ReplyAsync("hello")).Value;
        support.Interventions.Messages[0] = support.Interventions.Messages[0] with { Status = DeliveryStatus.Failed, FailureReason = "service_window_closed" };

        var second = (await ReplyAsync("hello")).Value;

        support.Interventions.Stored.Count.ShouldBe(1);
        (second.Version, second.Conversation).ShouldBe((first.Version, first.Conversation));
        var message = second.Messages.ShouldHaveSingleItem();
        (message.Id, message.Status, message.FailureReason).ShouldBe((first.Messages[0].Id, DeliveryStatus.Failed, "service_window_closed"));
    }

    [Fact]
    public async Task Its_answer_stays_whatever_stands_in_the_way_of_a_new_one()
    {
        var first = (await ReplyAsync("hello", ifMatch: Taken.Version)).Value;
        support.Interventions.Owned = new OwnedConversation(Asha with { OptedOutAt = Noon }, Taken.ReturnToBot());
        support.Clock.Move(TimeSpan.FromHours(30));

        var second = (await ReplyAsync("hello", ifMatch: Taken.Version)).Value;

        second.Messages.ShouldHaveSingleItem().Id.ShouldBe(first.Messages[0].Id);
        (second.Window.IsOpen, second.Window.SecondsLeft).ShouldBe((false, 0));
    }

    [Fact]
    public async Task A_key_belongs_to_one_request_of_one_caller()
    {
        await ReplyAsync("hello");
        var (text, options) = (await ReplyAsync("other"), await ReplyAsync("hello", options: [new ReplyChoice("Yes")]));
        var conversation = await support.SendAsync(new ReplyToCustomer(ConversationId.New(Noon), "key", "hello", null, Meera));
        support.Interventions.Owned = new OwnedConversation(Asha, Taken.Assign(Meera, IdOf("ravi"), "ravi", null, Noon).Value);
        var colleague = await support.SendAsync(new ReplyToCustomer(Taken.Id, "key", "other", null, Person("ravi")));

        foreach (var refused in new[] { text, options, conversation })
        {
            refused.Error.ShouldBeOfType<IdempotencyKeyReused>().Code.ShouldBe("idempotency_key_reused");
        }

        colleague.Error.ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_overtaken_by_the_same_request_is_answered_as_that_one_was()
    {
        // The twin is stored between the look for it and the store of this one.
        support.Interventions.Races.Enqueue(one =>
        {
            support.Interventions.Races.Clear();
            ReplyAsync("hello").GetAwaiter().GetResult().Error.ShouldBeNull();
            return support.Interventions.Owned!.Conversation;
        });

        var late = (await ReplyAsync("hello", ifMatch: Taken.Version)).Value;

        support.Interventions.Stored.Count.ShouldBe(1);
        late.Messages.ShouldHaveSingleItem().Id.ShouldBe(support.Interventions.Messages.ShouldHaveSingleItem().Id.Value);
    }

    [Fact]
    public async Task A_turn_that_was_faster_is_followed()
    {
        support.Interventions.Races.Enqueue(one => one.Turned(null, null, 1, Noon));

        (await ReplyAsync("hello")).Value.Messages.ShouldHaveSingleItem().Ordinal.ShouldBe(5);
    }

    [Theory]
    [InlineData(null, "Idempotency-Key")]
    [InlineData("", "Idempotency-Key")]
    [InlineData("two words", "Idempotency-Key")]
    [InlineData("schlüssel", "Idempotency-Key")]
    public async Task Without_a_right_key_nothing_is_stored(string? key, string field) => FieldOf(await ReplyAsync("hello", key)).ShouldBe(field);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("nothing\0here")]
    public async Task Without_a_right_text_nothing_is_stored(string? text) => FieldOf(await ReplyAsync(text)).ShouldBe("text");

    [Fact]
    public async Task The_longest_key_and_text_are_taken_and_longer_ones_are_not()
    {
        (await ReplyAsync(new string('x', 16_384), new string('k', 100))).Error.ShouldBeNull();
        FieldOf(await ReplyAsync(new string('x', 16_385))).ShouldBe("text");
        FieldOf(await ReplyAsync("hello", new string('k', 101))).ShouldBe("Idempotency-Key");
    }

    [Fact]
    public async Task Each_option_that_is_wrong_is_named_by_its_place()
    {
        FieldOf(await ReplyAsync("hello", options: [])).ShouldBe("options");
        FieldOf(await ReplyAsync("hello", options: [.. Enumerable.Range(1, 11).Select(number => new ReplyChoice($"{number}"))])).ShouldBe("options");
        FieldOf(await ReplyAsync("hello", options: [new ReplyChoice("Yes"), new ReplyChoice("yes ")])).ShouldBe("options");
        FieldOf(await ReplyAsync("hello", options: [new ReplyChoice("Yes", "a"), new ReplyChoice("No", "a")])).ShouldBe("options");
        FieldOf(await ReplyAsync("hello", options: [new ReplyChoice("Yes"), new ReplyChoice(" ")])).ShouldBe("options[1].title");
        FieldOf(await ReplyAsync("hello", options: [new ReplyChoice("Yes", new string('x', 201))])).ShouldBe("options[0].id");
        FieldOf(await ReplyAsync("hello", options: [new ReplyChoice("Yes"), null])).ShouldBe("options[1]");
        support.Interventions.Stored.ShouldBeEmpty();
    }

    private Task<Result<AcceptedReply>> ReplyAsync(string? text, string? key = "key", IReadOnlyList<ReplyChoice?>? options = null, long? ifMatch = null) =>
        support.SendAsync(new ReplyToCustomer(Taken.Id, key, text, options, Meera, ifMatch));

    private static string FieldOf(Result<AcceptedReply> answer) => answer.Error.ShouldBeOfType<InvalidError>().Fields.ShouldHaveSingleItem().Field;
}
