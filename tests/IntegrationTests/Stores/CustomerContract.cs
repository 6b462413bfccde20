using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Pages;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What a person changes of a customer is stored whole or not at all, and no turn overlooks it.</summary>
public abstract class CustomerContract(StoresUnderTest stores) : StoreContract(stores)
{
    private static readonly Actor Meera = new(ActorKind.Agent, Guid.CreateVersion7(), "Meera", Role.Agent.PermissionsOf());

    protected ICustomers Customers => Stores.Get<ICustomers>();

    [Fact]
    public async Task Customers_are_listed_newest_first_and_found_by_number_and_id()
    {
        var talks = new List<StoredTalk>();
        for (var count = 0; count < 5; count++)
        {
            talks.Add(await StoredTalk.BegunAsync(Stores));
            Stores.Clock.Advance(count % 2 == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(1));
        }

        var first = await Customers.ListAsync(null, 3, CancellationToken.None);
        var second = await Customers.ListAsync(Place.Of(first[^1].CreatedAt, first[^1].Id), 3, CancellationToken.None);

        first.Concat(second).Select(view => view.Id).ShouldBe(talks.Select(talk => talk.Customer!).OrderByDescending(one => one.CreatedAt).ThenByDescending(one => one.Id.Value).Select(one => one.Id.Value));
        (await Customers.FindByPhoneAsync(talks[2].Lane, CancellationToken.None)).ShouldBe(talks[2].Customer);
        (await Customers.FindByPhoneAsync(Stores.Hashes.OfBsuid("nobody"), CancellationToken.None)).ShouldBeNull();
        (await Customers.FindAsync(talks[1].Customer!.Id, CancellationToken.None)).ShouldBe(talks[1].Customer);
        (await Customers.FindAsync(CustomerId.New(Stores.Clock.Now), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_change_is_kept_with_its_language_its_version_and_its_entry_in_the_log()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var before = talk.Customer!;
        var changes = new CustomerChanges { Name = new("Asha Rao"), Language = new("hi"), Metadata = new("""{"vip":true}"""), IsActive = new(false) };

        var changed = await ChangeAsync(before, changes);

        changed!.Numbers.ShouldBe([StoresUnderTest.OurNumber]);
        var stored = (await Customers.FindAsync(before.Id, CancellationToken.None))!;
        (stored.Name, stored.IsNamedByUs, stored.Language, stored.Metadata, stored.IsActive, stored.Version).ShouldBe(
            ("Asha Rao", true, "hi", """{"vip":true}""", false, before.Version + 1));
        var conversation = (await Stores.RowsAsync("SELECT * FROM conversations")).ShouldHaveSingleItem();
        (conversation["language"], conversation["version"]).ShouldBe(("hi", $"{talk.Conversation!.Version + 1}"));
        var entry = (await Stores.RowsAsync("SELECT * FROM audit WHERE subject_id = @id", ("@id", before.Id.ToString()))).ShouldHaveSingleItem();
        (entry["action"], entry["actor_name"], entry["subject_kind"]).ShouldBe(("customer.changed", "Meera", "customer"));
        entry["before"].ShouldBe("""{"name":"(changed)","isNamedByUs":false,"language":"en","metadata":null,"isActive":true}""");
        entry["after"].ShouldBe("""{"name":"(changed)","isNamedByUs":true,"language":"hi","metadata":"(changed)","isActive":false}""");
    }

    [Fact]
    public async Task A_turn_that_was_decided_before_the_change_is_not_committed()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var turn = talk.Answer(await talk.WriteAsync(), "too late");

        await ChangeAsync(talk.Customer!, new CustomerChanges { IsActive = new(false) });

        (await talk.CommitAsync(turn)).Committed.ShouldBeFalse();
        (await talk.MessagesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_who_change_the_same_customer_one_is_told_that_they_came_second()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var before = talk.Customer!;

        var both = await Task.WhenAll(
            ChangeAsync(before, new CustomerChanges { Name = new("One") }), ChangeAsync(before, new CustomerChanges { Name = new("Other") }));

        both.Count(changed => changed is not null).ShouldBe(1);
        (await Customers.FindAsync(before.Id, CancellationToken.None))!.Version.ShouldBe(before.Version + 1);
        (await Stores.RowsAsync("SELECT version FROM conversations")).ShouldHaveSingleItem()["version"].ShouldBe($"{talk.Conversation!.Version + 1}");
        (await Stores.RowsAsync("SELECT id FROM audit WHERE subject_id = @id", ("@id", before.Id.ToString()))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_not_changed_stays_as_a_turn_has_left_it_meanwhile()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var before = talk.Customer!;
        await Stores.ExecuteAsync("UPDATE customers SET name = 'Another', last_heard_at = @at", ("@at", Stores.Clock.Now + TimeSpan.FromMinutes(5)));

        await ChangeAsync(before, new CustomerChanges { Language = new("hi") });

        var stored = (await Customers.FindAsync(before.Id, CancellationToken.None))!;
        (stored.Name, stored.IsNamedByUs, stored.LastHeardAt).ShouldBe(("Another", false, Stores.Clock.Now + TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public async Task What_is_over_keeps_its_language_and_its_version()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await Stores.ExecuteAsync("UPDATE conversations SET status = 'completed'");

        (await ChangeAsync(talk.Customer!, new CustomerChanges { Language = new("hi") })).ShouldNotBeNull();

        var conversation = (await Stores.RowsAsync("SELECT * FROM conversations")).ShouldHaveSingleItem();
        (conversation["language"], conversation["version"]).ShouldBe(("en", $"{talk.Conversation!.Version}"));
    }

    protected Task<ChangedCustomer?> ChangeAsync(Customer before, CustomerChanges changes)
    {
        var after = changes.ApplyTo(before, Stores.Clock.Now);
        var (was, became) = CustomerChanges.Told(before, after);
        return Customers.ChangeAsync(before, after, new AuditEntry(Meera, "customer.changed", SubjectKind.Customer, before.Id.ToString(), was, became), CancellationToken.None);
    }
}

public sealed class CustomersOnSqlite(SqliteStores stores) : CustomerContract(stores), IClassFixture<SqliteStores>;

public sealed class CustomersOnPostgres(PostgresStores stores) : CustomerContract(stores), IClassFixture<PostgresStores>
{
    [Fact]
    public async Task A_conversation_that_begins_while_a_person_changes_its_customer_is_decided_anew()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await Stores.ExecuteAsync("UPDATE conversations SET status = 'completed'");
        talk.Conversation = null;
        var turn = talk.Answer(await talk.WriteAsync(), "in the old language");
        await using var source = Npgsql.NpgsqlDataSource.Create(((PostgresStores)Stores).ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var change = new Npgsql.NpgsqlCommand("UPDATE customers SET version = version + 1, language = 'hi'", connection, transaction);
        await change.ExecuteNonQueryAsync();

        var commit = talk.CommitAsync(turn);
        await using var waits = source.CreateCommand("SELECT count(*) FROM pg_locks WHERE NOT granted");
        await TestServers.Eventually.BecomesTrueAsync(async () => (long)(await waits.ExecuteScalarAsync())! > 0, TimeSpan.FromSeconds(20), "the turn waits");
        await transaction.CommitAsync();

        (await commit).Committed.ShouldBeFalse();
        (await Stores.RowsAsync("SELECT id FROM conversations WHERE status <> 'completed'")).ShouldBeEmpty();
    }
}
