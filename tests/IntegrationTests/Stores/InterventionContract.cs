using WhatsAppSupport.Application.Interventions;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.Infrastructure.Persistence;
using WhatsAppSupport.Infrastructure.Persistence.Access;
using WhatsAppSupport.IntegrationTests.Hosting;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What people do is stored whole or not at all, and once for each key. What a take-over withdraws is the matter of <see cref="OwnershipContract"/>.</summary>
public abstract class InterventionContract(StoresUnderTest stores) : StoreContract(stores)
{
    private static readonly Guid Meera = People.Agent("meera").Id;

    [Fact]
    public async Task A_reply_is_stored_with_its_author_its_key_and_its_entry()
    {
        var talk = await TakenAsync();
        var reply = await ReplyAsync(talk, "key", "one", "two");

        (await talk.StoreAsync(reply)).ShouldBe(InterventionOutcome.Stored);

        var found = (await Stores.Interventions.FindAsync(talk.Conversation!.Id, CancellationToken.None))!;
        found.Conversation.ShouldBe(reply.After);
        (found.Conversation.FirstResponseAt, found.Conversation.FirstResponseTime).ShouldBe((Stores.Clock.Now, 0));
        var rows = (await talk.MessagesAsync())[^2..];
        rows.Select(row => (row["content"], row["author"], row["is_queued"], row["delivery_status"])).ShouldBe(
            [("one", "agent", "1", "pending"), ("two", "agent", "1", "pending")]);
        rows.ShouldAllBe(row => Guid.Parse(row["written_by"]!) == Meera);
        (await Stores.Interventions.ListMessagesAsync(talk.Conversation.Id, reply.Before.NextOrdinal, 2, CancellationToken.None))
            .Select(message => message.Content).ShouldBe(["one", "two"]);
        (await FindAsync("key"))!.Result.ShouldBe("the effect");
        var entry = (await EntriesAsync(talk))[^1];
        (entry["actor_kind"], Guid.Parse(entry["actor_id"]!), entry["actor_name"], entry["subject_kind"], entry["after"]).ShouldBe(
            ("agent", Meera, "meera", "conversation", """{"is":"changed"}"""));
    }

    [Fact]
    public async Task A_key_has_one_effect_for_one_actor_in_whichever_conversation()
    {
        var (talk, other) = (await TakenAsync(), await TakenAsync());
        await talk.StoreAsync(await ReplyAsync(talk, "key", "one"));
        var before = (await Stores.DumpAsync(), await EntriesAsync(other));

        (await talk.StoreAsync(await ReplyAsync(talk, "key", "one"))).ShouldBe(InterventionOutcome.Repeated);
        (await other.StoreAsync(await ReplyAsync(other, "key", "one"))).ShouldBe(InterventionOutcome.Repeated);

        (await Stores.DumpAsync()).ShouldBe(before.Item1);
        (await EntriesAsync(other)).Count.ShouldBe(before.Item2.Count);
        var colleagues = await ReplyAsync(other, "key", "one");
        (await other.StoreAsync(colleagues with { Request = colleagues.Request! with { Actor = Guid.CreateVersion7() } })).ShouldBe(InterventionOutcome.Stored);
    }

    [Fact]
    public async Task Of_ten_at_once_with_one_key_one_is_stored()
    {
        var talk = await TakenAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PersistAsync(talk, "key", "one")));

        outcomes.Count(outcome => outcome == InterventionOutcome.Stored).ShouldBe(1);
        outcomes.Count(outcome => outcome == InterventionOutcome.Repeated).ShouldBe(9);
        (await talk.MessagesAsync()).Count(row => row["content"] == "one").ShouldBe(1);
    }

    [Fact]
    public async Task Who_read_an_older_version_stores_nothing_and_the_key_is_still_theirs()
    {
        var talk = await TakenAsync();
        var late = await ReplyAsync(talk, "key", "one");
        await talk.StoreAsync(await talk.DecideAsync(before => before.Flag(true)));
        var before = (await Stores.DumpAsync(), (await EntriesAsync(talk)).Count);

        (await talk.StoreAsync(late)).ShouldBe(InterventionOutcome.MovedOn);

        (await Stores.DumpAsync(), (await EntriesAsync(talk)).Count).ShouldBe(before);
        (await FindAsync("key")).ShouldBeNull();
        (await talk.StoreAsync(await ReplyAsync(talk, "key", "one"))).ShouldBe(InterventionOutcome.Stored);
    }

    [Fact]
    public async Task Replies_leave_in_the_order_in_which_they_were_accepted()
    {
        var talk = await TakenAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => PersistAsync(talk, $"key {number}", $"{number}")));

        var messages = (await talk.MessagesAsync()).Where(row => row["author"] == "agent").ToList();

        messages.Count.ShouldBe(8);
        messages.Select(row => int.Parse(row["ordinal"]!, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeInOrder();
        messages.Select(row => long.Parse(row["seq"]!, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeInOrder();
    }

    [Fact]
    public async Task What_is_resolved_says_nothing_more_of_the_bot_and_all_that_a_person_has_written()
    {
        var (talk, other) = (new StoredTalk(Stores), new StoredTalk(Stores));
        await talk.TurnAsync("in flight", "not begun");
        await other.TurnAsync("goes on");
        await talk.SayAsAgentAsync("a person's word");
        var inFlight = (await Stores.ClaimAsync()).Single(claimed => claimed.Customer == talk.Customer!.Id);

        await talk.StoreAsync(await talk.DecideAsync(before => before.Resolve(People.Agent("meera"), Stores.Clock.Now).Value));

        (await talk.StatesAsync()).ShouldBe("sending cancelled pending");
        (await talk.MessagesAsync())[2]["failure_reason"].ShouldBe("resolved");
        (await Stores.StoreAsync(inFlight, DeliveryStatus.Sent, claimNext: true))!.Message.Text.ShouldBe("a person's word");
        (await other.StatesAsync()).ShouldBe("sending");
    }

    [Fact]
    public async Task What_a_claim_was_looking_at_when_it_was_resolved_is_withdrawn_by_the_outbox()
    {
        var talk = new StoredTalk(Stores);
        await talk.TurnAsync("not begun");
        await talk.RaiseFenceAsync();
        await Stores.ExecuteAsync("UPDATE conversations SET status = 'completed' WHERE id = @id", ("@id", talk.Conversation!.Id.Value));

        (await Stores.ClaimAsync()).ShouldBeEmpty();

        (await talk.StatesAsync()).ShouldBe("cancelled");
        (await talk.MessagesAsync())[1]["failure_reason"].ShouldBe("resolved");
    }

    [Fact]
    public async Task A_turn_that_does_what_a_person_asked_for_is_stored_with_its_entry_and_one_that_is_too_late_without()
    {
        var talk = await TakenAsync();
        var (first, late) = (talk.Answer(await talk.WriteAsync()), talk.Answer(await talk.WriteAsync()));
        var entry = (await talk.DecideAsync(before => before)).Entry;
        var before = (await EntriesAsync(talk)).Count;

        var done = await talk.CommitAsync(first with { Conversation = first.Conversation.ReturnToBot(), Audit = [entry] });
        var lost = await talk.CommitAsync(late with { Audit = [entry] });

        (done.Committed, lost.Committed).ShouldBe((true, false));
        (await EntriesAsync(talk)).Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_colleague_is_found_with_what_decides_whether_they_can_be_handed_something()
    {
        var id = AgentId.New(Stores.Clock.Now);
        await AddAsync(new Account
        {
            Id = id.Value,
            Name = "Ravi",
            Role = Role.Supervisor,
            IsActive = false,
            UserName = $"{id}",
            Email = $"{id}@example.in",
            NormalizedEmail = $"{id}@EXAMPLE.IN",
            CreatedAt = Stores.Clock.Now,
        });

        (await Stores.Get<IColleagues>().FindAsync(id, CancellationToken.None)).ShouldBe(new Colleague(id, "Ravi", Role.Supervisor, IsActive: false));
        (await Stores.Get<IColleagues>().FindAsync(AgentId.New(Stores.Clock.Now), CancellationToken.None)).ShouldBeNull();
    }

    private async Task<StoredTalk> TakenAsync()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await talk.TakeOverAsync();
        return talk;
    }

    private async Task<Intervention> ReplyAsync(StoredTalk talk, string key, params string[] texts)
    {
        var reply = await talk.DecideAsync(before => before.Answered(texts.Length, Stores.Clock.Now), texts);
        return reply with { Request = new KeyedRequest(Meera, KeyOf(key), KeyOf("the request"), "the effect") };
    }

    /// <summary>As whoever asks does: again, where the conversation has moved on.</summary>
    private async Task<InterventionOutcome> PersistAsync(StoredTalk talk, string key, string text)
    {
        InterventionOutcome outcome;
        do
        {
            outcome = await Stores.Interventions.StoreAsync(await ReplyAsync(talk, key, text), CancellationToken.None);
        }
        while (outcome == InterventionOutcome.MovedOn);
        return outcome;
    }

    private async Task AddAsync(Account account)
    {
        using var entered = await Stores.Get<Database>().EnterWriteAsync(CancellationToken.None);
        await using var context = Stores.Get<IContextFactory>().Create();
        context.Add(account);
        await context.SaveChangesAsync();
    }

    private Task<KeyedEffect?> FindAsync(string key) => Stores.Interventions.FindEffectAsync(Meera, KeyOf(key), CancellationToken.None);

    private Domain.Customers.LookupHash KeyOf(string text) => Stores.Hashes.OfRequest(text);

    private Task<List<IReadOnlyDictionary<string, string?>>> EntriesAsync(StoredTalk talk) =>
        Stores.RowsAsync("SELECT * FROM audit WHERE subject_id = @id ORDER BY id", ("@id", $"{talk.Conversation!.Id}"));
}

public sealed class InterventionsOnSqlite(SqliteStores stores) : InterventionContract(stores), IClassFixture<SqliteStores>;

public sealed class InterventionsOnPostgres(PostgresStores stores) : InterventionContract(stores), IClassFixture<PostgresStores>;
