using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class CurrentTurnTests
{
    private readonly FakeSessions sessions = new();
    private readonly FakeCustomers customers = new() { Known = new KnownCustomer(Asha with { Name = "from the database" }, Dialogue) };
    private readonly CurrentTurn current;

    public CurrentTurnTests()
    {
        current = new CurrentTurn(sessions, customers);
        sessions.Kept[new SessionKey(PhoneHash, OurNumber)] = new Session(Asha, Dialogue, new MessageRate(3, Noon, false));
    }

    [Fact]
    public async Task What_the_cache_holds_is_not_looked_up_in_the_database()
    {
        await current.LoadAsync(ByNumber, Row, default);

        (current.Customer, current.Conversation, current.Rate!.Level).ShouldBe((Asha, Dialogue, 3));
        customers.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task An_empty_cache_is_made_up_for_by_the_database()
    {
        sessions.Kept.Clear();

        await current.LoadAsync(ByNumber, Row, default);

        current.Customer!.Name.ShouldBe("from the database");
        current.Rate.ShouldBeNull();
        customers.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_stale_cache_is_not_looked_at()
    {
        await current.LoadAsync(ByNumber, Row with { MustReload = true }, default);

        current.Customer!.Name.ShouldBe("from the database");
    }

    [Fact]
    public async Task An_id_that_the_cache_does_not_know_is_looked_up()
    {
        await current.LoadAsync(new Sender(Asha.PhoneNumber, PhoneHash, UserId, BsuidHash), Row, default);

        customers.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task Behaviors_and_handler_share_one_look()
    {
        sessions.Kept.Clear();

        await current.LoadAsync(ByNumber, Row, default);
        await current.LoadAsync(ByNumber, Row, default);

        customers.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_new_has_nothing()
    {
        sessions.Kept.Clear();
        customers.Known = null;

        await current.LoadAsync(ByNumber, Row, default);

        (current.Customer, current.Conversation).ShouldBe((null, null));
    }
}
