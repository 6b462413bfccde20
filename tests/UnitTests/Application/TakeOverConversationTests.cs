using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Ownership;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class TakeOverConversationTests : IDisposable
{
    private static readonly SessionKey Key = new(PhoneHash, OurNumber);

    private readonly SupportUnderTest support = new();

    public TakeOverConversationTests() => support.Ownership.Owned = new OwnedConversation(Asha, Dialogue);

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task It_says_who_has_it_now_and_what_the_bot_left()
    {
        var left = new LeftByBot([View(1)], [View(2), View(3)]);
        support.Ownership.Left = left;

        var takeover = (await TakeOverAsync("meera")).Value;

        (takeover.Conversation, takeover.Assignee, takeover.Since, takeover.OwnershipEpoch).ShouldBe((Dialogue.Id.Value, "meera", Noon, 1L));
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
        support.Ownership.Races.Enqueue(one => one.Turned(Place, "support", 2, Noon));
        support.Ownership.Races.Enqueue(one => one.Turned(Place, "support", 2, Noon));

        var takeover = await TakeOverAsync("meera");

        takeover.Error.ShouldBeNull();
        support.Ownership.Owned!.Conversation.NextOrdinal.ShouldBe(5);
        support.Ownership.Owned.Conversation.Version.ShouldBe(Dialogue.Version + 3);
    }

    [Fact]
    public async Task Who_loses_every_race_is_told_to_ask_again()
    {
        for (var race = 0; race < 100; race++)
        {
            support.Ownership.Races.Enqueue(one => one.Turned(null, null, 1, Noon));
        }

        var takeover = await TakeOverAsync("meera");

        takeover.Error.ShouldBeOfType<ConversationMovedOn>();
        support.Ownership.Races.Count.ShouldBeInRange(80, 99);
        support.Sessions.Kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_race_that_another_agent_has_won_is_lost()
    {
        support.Ownership.Races.Enqueue(one => one.TakeOver("ravi", Noon).Value);

        (await TakeOverAsync("meera")).Error.ShouldBeOfType<ConversationTaken>().Assignee.ShouldBe("ravi");
    }

    [Fact]
    public async Task Who_has_it_already_is_told_the_same_again_and_nothing_is_written()
    {
        var first = (await TakeOverAsync("meera")).Value;
        support.Clock.Move(TimeSpan.FromMinutes(1));

        var second = (await TakeOverAsync("meera")).Value;

        (second.Since, second.OwnershipEpoch).ShouldBe((first.Since, first.OwnershipEpoch));
        support.Ownership.Written.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_there_or_over_is_refused()
    {
        (await support.SendAsync(new TakeOverConversation(ConversationId.New(Noon), "meera"))).Error.ShouldBeOfType<ConversationNotFound>();
        support.Clock.Move(Conversation.CompletedAfter);
        (await TakeOverAsync("meera")).Error.ShouldBeOfType<ConversationCompleted>();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" meera")]
    [InlineData("mee\nra")]
    [InlineData("mee\0ra")]
    public async Task What_is_no_name_is_refused(string assignee) =>
        (await TakeOverAsync(assignee)).Error.ShouldBeOfType<InvalidError>().Fields.ShouldHaveSingleItem().Field.ShouldBe("assignee");

    [Fact]
    public async Task A_name_has_at_most_a_hundred_characters()
    {
        (await TakeOverAsync(new string('m', 101))).Error.ShouldBeOfType<InvalidError>();
        (await TakeOverAsync(new string('m', 100))).Error.ShouldBeNull();
    }

    private Task<Result<Takeover>> TakeOverAsync(string assignee) => support.SendAsync(new TakeOverConversation(Dialogue.Id, assignee));

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
