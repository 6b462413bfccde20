using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>Finding customers, what was said, and pages of conversations.</summary>
public abstract class LookUpContract(StoresUnderTest stores) : StoreContract(stores)
{
    [Fact]
    public async Task A_customer_is_found_by_number_by_user_id_and_by_both()
    {
        var (byPhone, byUserId) = (await StoredTalk.BegunAsync(Stores), new StoredTalk(Stores, byUserId: true));
        await byUserId.TurnAsync();
        var both = byPhone.Sender with { Bsuid = byUserId.Bsuid, BsuidHash = byUserId.Lane };

        (await FindAsync(byPhone.Sender))!.ShouldBe(new KnownCustomer(byPhone.Customer!, byPhone.Conversation));
        (await FindAsync(byUserId.Sender))!.Customer.ShouldBe(byUserId.Customer);
        (await FindAsync(both))!.Customer.Id.ShouldBe(byPhone.Customer!.Id);
        (await FindAsync(Sender.OfLane(byUserId.Lane)))!.Customer.Id.ShouldBe(byUserId.Customer!.Id);
        (await FindAsync(both with { PhoneHash = Stores.Hashes.OfBsuid("nobody") }))!.Customer.Id.ShouldBe(byUserId.Customer!.Id);
        (await FindAsync(new StoredTalk(Stores).Sender)).ShouldBeNull();
    }

    [Fact]
    public async Task The_last_conversation_with_that_number_of_ours_is_the_one_that_is_found()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await Stores.ExecuteAsync("UPDATE conversations SET status = 'completed'");
        Stores.Clock.Advance(TimeSpan.FromMinutes(1));
        talk.Conversation = null;
        await talk.TurnAsync();

        (await FindAsync(talk.Sender))!.Conversation.ShouldBe(talk.Conversation);
        var elsewhere = await Stores.Get<IKnownCustomers>().FindAsync(talk.Sender, "919800000002", CancellationToken.None);
        elsewhere.ShouldBe(new KnownCustomer(talk.Customer!, null));
    }

    [Fact]
    public async Task What_was_counted_of_another_program_is_kept_from_turn_to_turn()
    {
        var talk = new StoredTalk(Stores);
        var watch = new LoopWatch { Text = uint.MaxValue, Same = 3, Quick = 2, Idle = 4.25, CountedAt = Stores.Clock.Now, AnsweredAt = Stores.Clock.Now, Places = "00ff" };

        foreach (var kept in new[] { watch, watch with { Same = 4, AnsweredAt = null }, watch.Stopped() })
        {
            var turn = talk.Answer(await talk.WriteAsync(), "a reply");
            await talk.CommitAsync(turn with { Conversation = turn.Conversation with { Loop = kept } });

            (await FindAsync(talk.Sender))!.Conversation!.Loop.ShouldBe(kept);
        }

        Stores.Clock.Advance(TimeSpan.FromHours(25));
        var (ended, begun) = (talk.Conversation!.Complete(Stores.Clock.Now), talk.Conversation);
        talk.Conversation = null;
        await talk.CommitAsync(talk.Answer(await talk.WriteAsync(), "welcome back") with { ConversationBefore = begun, Completed = ended });
        (await FindAsync(talk.Sender))!.Conversation!.Loop.ShouldBeNull();
    }

    [Fact]
    public async Task The_last_lines_that_have_a_text_come_oldest_first()
    {
        var (talk, other) = (new StoredTalk(Stores), new StoredTalk(Stores));
        await talk.TurnAsync("one", "two", "three");
        await other.TurnAsync("somebody else's");
        await Stores.ExecuteAsync("UPDATE messages SET content = NULL WHERE content = 'two'");

        var lines = await Stores.Get<IMessageHistory>().ListLastAsync(talk.Conversation!.Id, 2, CancellationToken.None);

        lines.Select(line => line.Text).ShouldBe(["one", "three"]);
    }

    [Fact]
    public async Task Pages_of_conversations_that_changed_at_the_same_moment_leave_nothing_out_and_repeat_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => StoredTalk.BegunAsync(Stores)));
        Stores.Clock.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerMicrosecond));
        var newest = await StoredTalk.BegunAsync(Stores);

        var seen = new List<ConversationView>();
        Place? after = null;
        for (var page = await ListAsync(null, after); page.Count > 0; page = await ListAsync(null, after))
        {
            seen.AddRange(page);
            after = Place.TryParse(Place.Of(page[^1].UpdatedAt, page[^1].Id).ToText("a list"), "a list");
        }

        seen.Count.ShouldBe(12);
        seen.Select(view => view.Id).ShouldBeUnique();
        seen[0].Id.ShouldBe(newest.Conversation!.Id.Value);
        seen.Select(view => view.UpdatedAt).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task Conversations_are_listed_by_status()
    {
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => StoredTalk.BegunAsync(Stores)));
        var escalated = await StoredTalk.BegunAsync(Stores);
        await Stores.ExecuteAsync("UPDATE conversations SET status = 'escalated' WHERE id = @id", ("@id", escalated.Conversation!.Id.Value));

        var found = await ListAsync(ConversationStatus.Escalated, null);

        var view = found.ShouldHaveSingleItem();
        (view.Id, view.CustomerPhone, view.CustomerName).ShouldBe((escalated.Conversation.Id.Value, escalated.Phone.Digits, "Asha"));
    }

    [Fact]
    public async Task A_conversation_comes_with_its_newest_messages_oldest_first()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("one", "two", "three");

        var found = await Stores.Get<IConversationReads>().FindAsync(talk.Conversation!.Id, 2, 10, CancellationToken.None);
        var missing = await Stores.Get<IConversationReads>().FindAsync(ConversationId.New(Stores.Clock.Now), 2, 10, CancellationToken.None);

        found!.Messages.Select(message => (message.Ordinal, message.Content)).ShouldBe([(3, "two"), (4, "three")]);
        found.Customer.Id.ShouldBe(talk.Customer!.Id.Value);
        found.Conversation.LastHeardAt.ShouldBe(Stores.Clock.Now);
        missing.ShouldBeNull();
    }

    private Task<KnownCustomer?> FindAsync(Sender sender) => Stores.Get<IKnownCustomers>().FindAsync(sender, StoresUnderTest.OurNumber, CancellationToken.None);

    private Task<IReadOnlyList<ConversationView>> ListAsync(ConversationStatus? status, Place? after) => Stores.Get<IConversationReads>().ListAsync(
        status is { } one ? new ConversationFilter { Statuses = [one] } : new ConversationFilter(), ConversationSort.Newest, after, 5, CancellationToken.None);
}

public sealed class LookUpsOnSqlite(SqliteStores stores) : LookUpContract(stores), IClassFixture<SqliteStores>;

public sealed class LookUpsOnPostgres(PostgresStores stores) : LookUpContract(stores), IClassFixture<PostgresStores>;
