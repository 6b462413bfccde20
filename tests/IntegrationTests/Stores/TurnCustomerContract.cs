using WhatsAppSupport.Application.Conversations;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>What a turn keeps of its customer, whom others may have changed or met meanwhile.</summary>
public abstract class TurnCustomerContract(StoresUnderTest stores) : StoreContract(stores)
{
    [Fact]
    public async Task What_people_changed_meanwhile_stays_and_who_opted_out_is_sent_nothing()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        await Stores.ExecuteAsync("UPDATE customers SET opted_out_at = @now, is_active = @no", ("@now", Stores.Clock.Now), ("@no", false));

        var receipt = await talk.TurnClaimingAsync("a reply");
        await LearnUserIdAsync(talk, "IN.1");

        receipt.ShouldBe(new TurnReceipt(true));
        var row = (await Stores.RowsAsync("SELECT * FROM customers")).ShouldHaveSingleItem();
        (row["opted_out_at"] is not null, row["is_active"], row["bsuid"]).ShouldBe((true, "0", "IN.1"));
    }

    [Fact]
    public async Task When_a_customer_was_last_heard_never_goes_back()
    {
        var talk = await StoredTalk.BegunAsync(Stores);
        var before = (await Stores.RowsAsync("SELECT last_heard_at FROM customers"))[0]["last_heard_at"];

        foreach (var identify in new[] { false, true })
        {
            var turn = talk.Answer(await talk.WriteAsync());
            var old = turn.Customer with { LastHeardAt = Stores.Clock.Now - TimeSpan.FromHours(3), BsuidHash = identify ? Stores.Hashes.OfBsuid("IN.2") : null };
            (await talk.CommitAsync(turn with { Customer = old })).Committed.ShouldBeTrue();
        }

        (await Stores.RowsAsync("SELECT last_heard_at FROM customers"))[0]["last_heard_at"].ShouldBe(before);
    }

    [Fact]
    public async Task A_user_id_that_another_customer_has_stays_theirs_and_the_turn_goes_on()
    {
        var owner = new StoredTalk(Stores, byUserId: true);
        await owner.TurnAsync();
        var talk = await StoredTalk.BegunAsync(Stores);

        var receipt = await LearnUserIdAsync(talk, owner.Bsuid);

        receipt.Committed.ShouldBeTrue();
        var holders = await Stores.RowsAsync("SELECT id FROM customers WHERE bsuid_hash = @hash", ("@hash", owner.Lane.Value));
        holders.ShouldHaveSingleItem()["id"].ShouldBe(owner.Customer!.Id.ToString(), StringCompareShould.IgnoreCase);
    }

    [Fact]
    public async Task Somebody_known_by_a_user_id_who_shows_their_number_is_known_by_both()
    {
        var talk = new StoredTalk(Stores, byUserId: true);
        await talk.TurnAsync();
        var turn = talk.Answer(await talk.WriteAsync());
        var shown = turn.Customer with { PhoneNumber = talk.Phone, PhoneHash = Stores.Hashes.OfPhone(talk.Phone) };

        (await talk.CommitAsync(turn with { Customer = shown })).Committed.ShouldBeTrue();

        var found = await Stores.Get<IKnownCustomers>().FindAsync(
            new Sender(talk.Phone, shown.PhoneHash, null, null), StoresUnderTest.OurNumber, CancellationToken.None);
        found!.Customer.ShouldBe(shown);
    }

    private async Task<TurnReceipt> LearnUserIdAsync(StoredTalk talk, string bsuid)
    {
        var turn = talk.Answer(await talk.WriteAsync(), "welcome");
        return await talk.CommitAsync(turn with { Customer = turn.Customer with { Bsuid = bsuid, BsuidHash = Stores.Hashes.OfBsuid(bsuid) } });
    }
}

public sealed class TurnCustomersOnSqlite(SqliteStores stores) : TurnCustomerContract(stores), IClassFixture<SqliteStores>;

public sealed class TurnCustomersOnPostgres(PostgresStores stores) : TurnCustomerContract(stores), IClassFixture<PostgresStores>;
