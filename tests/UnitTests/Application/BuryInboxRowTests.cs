using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class BuryInboxRowTests : IDisposable
{
    private readonly SupportUnderTest support = new();
    private readonly long row;

    public BuryInboxRowTests()
    {
        row = support.Inbox.Add(new InboxEntry(InboxKind.Message, PhoneHash, OurNumber, default, Noon, default)).Id;
    }

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task The_customer_gets_an_apology_and_a_person_is_asked_to_look()
    {
        support.Customers.Known = new KnownCustomer(Asha, Dialogue);

        await BuryAsync();

        var turn = support.Turns.Only;
        turn.DeadBecause.ShouldBe("why");
        turn.Conversation.IsFlagged.ShouldBeTrue();
        turn.Messages.ShouldHaveSingleItem().Content.ShouldBe("Apology in en");
        turn.Messages[0].Options.ShouldHaveSingleItem();
        support.Inbox[row].State.ShouldBe(InboxState.Dead);
    }

    [Fact]
    public async Task A_person_s_customer_is_flagged_without_a_word()
    {
        support.Customers.Known = new KnownCustomer(Asha, Dialogue.Escalate("billing", "refund", Noon));

        await BuryAsync();

        support.Turns.Only.Messages.ShouldBeEmpty();
        support.Turns.Only.Conversation.IsFlagged.ShouldBeTrue();
    }

    /// <summary>The flow waited for it and for nothing else: left there, it would be silent for as long as the customer writes.</summary>
    [Theory]
    [InlineData(InboxKind.Answer)]
    [InlineData(InboxKind.FlowTimer)]
    public async Task What_a_flow_waited_for_calls_a_person_in(InboxKind kind)
    {
        support.Customers.Known = new KnownCustomer(Asha, Dialogue with { Flow = Place });
        var waitedFor = Row with { Id = row, Kind = kind };

        await support.SendAsync(new BuryInboxRow(waitedFor, Sender.OfLane(PhoneHash), "why"));

        var turn = support.Turns.Only;
        turn.Messages.ShouldHaveSingleItem().Content.ShouldBe("HandOver in en");
        (turn.Conversation.IsWithPerson, turn.Conversation.Flow, turn.DeadBecause).ShouldBe((true, null, "why"));
    }

    [Fact]
    public async Task An_inactive_customer_gets_no_apology()
    {
        support.Customers.Known = new KnownCustomer(Asha with { IsActive = false }, Dialogue);

        await BuryAsync();

        support.Turns.Only.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nobody_is_known_the_row_is_only_given_up()
    {
        await BuryAsync();

        support.Turns.All.ShouldBeEmpty();
        (support.Inbox[row].State, support.Inbox[row].Error).ShouldBe((InboxState.Dead, "why"));
    }

    [Fact]
    public async Task Who_could_be_read_is_apologised_to_though_nobody_knew_them()
    {
        await BuryAsync(new Sender(Asha.PhoneNumber, PhoneHash, null, null));

        var turn = support.Turns.Only;
        turn.CustomerBefore.ShouldBeNull();
        turn.Customer.PhoneHash.ShouldBe(PhoneHash);
        turn.Customer.LastHeardAt.ShouldBe(Row.ReceivedAt);
        turn.Conversation.IsFlagged.ShouldBeTrue();
        turn.Messages.ShouldHaveSingleItem().Content.ShouldBe("Apology in en");
    }

    [Fact]
    public async Task What_the_customer_knows_nothing_of_is_not_apologised_for()
    {
        support.Customers.Known = new KnownCustomer(Asha, Dialogue);
        var timer = Row with { Id = row, Kind = InboxKind.Timer };

        await support.SendAsync(new BuryInboxRow(timer, Sender.OfLane(PhoneHash), "why"));

        support.Turns.Only.Messages.ShouldBeEmpty();
        support.Turns.Only.Conversation.IsFlagged.ShouldBeTrue();
    }

    private async Task BuryAsync(Sender? sender = null) =>
        (await support.SendAsync(new BuryInboxRow(Row with { Id = row }, sender ?? Sender.OfLane(PhoneHash), "why"))).Error.ShouldBeNull();
}
