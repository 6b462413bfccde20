using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

/// <summary>What people say of a conversation: that it is settled, and that somebody should look at it.</summary>
public sealed class ResolveConversationTests : IDisposable
{
    private readonly SupportUnderTest support = new();

    public ResolveConversationTests() => support.Interventions.Owned = new OwnedConversation(Asha, Dialogue);

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task It_is_settled_once_and_the_customers_next_message_begins_a_new_conversation()
    {
        support.Clock.Move(TimeSpan.FromMinutes(2));

        var first = (await ResolveAsync()).Value;
        support.Clock.Move(TimeSpan.FromMinutes(2));
        var second = (await ResolveAsync()).Value;
        var turn = await support.HearAsync("hello again");

        (first.Status, first.ResolutionTime, first.CompletedAt).ShouldBe((ConversationStatus.Completed, 120, Noon + TimeSpan.FromMinutes(2)));
        second.ShouldBe(first);
        support.Interventions.Stored.ShouldHaveSingleItem().Entry.Action.ShouldBe("conversation.resolved");
        turn.Conversation.Id.ShouldNotBe(Dialogue.Id);
        turn.Conversation.Version.ShouldBeGreaterThan(first.Version);
    }

    [Fact]
    public async Task What_somebody_else_has_is_not_settled()
    {
        support.Interventions.Owned = new OwnedConversation(Asha, Dialogue.TakeOver(Person("ravi"), Noon).Value);

        (await ResolveAsync()).Error.ShouldBeOfType<ConversationTaken>().Assignee.ShouldBe("ravi");
    }

    [Fact]
    public async Task A_flag_is_set_and_taken_away_and_each_is_written_down_once()
    {
        foreach (var flagged in new[] { true, true, false, false })
        {
            (await FlagAsync(flagged)).Value.IsFlagged.ShouldBe(flagged);
        }

        support.Interventions.Stored.Select(stored => (stored.Entry.Action, stored.Entry.Before, stored.Entry.After)).ShouldBe(
        [
            ("conversation.flagged", """{"isFlagged":false}""", """{"isFlagged":true}"""),
            ("conversation.unflagged", """{"isFlagged":true}""", """{"isFlagged":false}"""),
        ]);
    }

    [Fact]
    public async Task A_flag_on_what_is_over_leaves_the_cache_alone()
    {
        support.Interventions.Owned = new OwnedConversation(Asha, Dialogue.Complete(Noon));

        (await FlagAsync(true)).Error.ShouldBeNull();

        support.Sessions.Kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_saying_which_nothing_is_flagged() =>
        (await FlagAsync(null)).Error.ShouldBeOfType<InvalidError>().Fields.ShouldHaveSingleItem().Field.ShouldBe("flagged");

    [Fact]
    public async Task Both_are_done_only_while_the_version_is_the_one_that_was_read()
    {
        (await support.SendAsync(new ResolveConversation(Dialogue.Id, Person("meera"), IfMatch: 99))).Error.ShouldBe(new VersionMismatch(Dialogue.Version));
        (await support.SendAsync(new FlagConversation(Dialogue.Id, true, Person("meera"), IfMatch: 99))).Error.ShouldBe(new VersionMismatch(Dialogue.Version));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var nowhere = ConversationId.New(Noon);

        (await support.SendAsync(new ResolveConversation(nowhere, Person("meera")))).Error.ShouldBeOfType<ConversationNotFound>();
        (await support.SendAsync(new FlagConversation(nowhere, true, Person("meera")))).Error.ShouldBeOfType<ConversationNotFound>();
    }

    private Task<Result<ConversationState>> ResolveAsync() => support.SendAsync(new ResolveConversation(Dialogue.Id, Person("meera")));

    private Task<Result<ConversationState>> FlagAsync(bool? flagged) => support.SendAsync(new FlagConversation(Dialogue.Id, flagged, Person("meera")));
}
