using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Customers;
using WhatsAppSupport.Application.Erasure;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Undelivered;
using WhatsAppSupport.Domain.Access;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class EraseCustomerTests : IDisposable
{
    private static readonly SessionKey Key = new(PhoneHash, OurNumber);

    private readonly SupportUnderTest support = new();

    public EraseCustomerTests()
    {
        support.Erasures.Known = Asha;
        support.Sessions.Kept[Key] = Remembered;
    }

    private static Session Remembered => new(Asha, Dialogue, MessageRate.Begin(Noon));

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task The_log_tells_who_erased_whom_and_how_much_there_was_and_nothing_of_what_it_was()
    {
        (await support.SendAsync(new EraseCustomer(Person("devi", Role.Administrator), Asha.Id))).Error.ShouldBeNull();

        var entry = support.Erasures.Audit.ShouldHaveSingleItem();
        (entry.By.Name, entry.Action, entry.Subject, entry.SubjectId).ShouldBe(("devi", "customer.erased", SubjectKind.Customer, $"{Asha.Id}"));
        (entry.Before, entry.After).ShouldBe(("""{"conversations":1,"messages":3}""", null));
    }

    [Fact]
    public async Task What_is_remembered_outside_of_the_database_is_forgotten_at_once()
    {
        await support.SendAsync(new EraseCustomer(Person("devi"), Asha.Id));

        support.Sessions.Kept.ShouldNotContainKey(Key);
        support.Erasures.Forgotten.ShouldBe([Digits]);
    }

    [Fact]
    public async Task What_a_turn_under_way_remembers_once_more_is_forgotten_behind_it()
    {
        var row = support.Inbox.Add(new InboxEntry(InboxKind.Erasure, PhoneHash, OurNumber, default, Noon, default));

        (await support.SendAsync(new HandleErasure(row.ToLaneRow()))).Error.ShouldBeNull();

        support.Sessions.Kept.ShouldNotContainKey(Key);
        (support.Erasures.Overwritten, row.State).ShouldBe((1, InboxState.Done));
    }

    [Fact]
    public async Task The_lane_is_told_of_it()
    {
        await support.SendAsync(new EraseCustomer(Person("devi"), Asha.Id));

        await SupportUnderTest.UntilAsync(() => support.Erasures.Overwritten == 1, "the lane has come to it");
    }

    [Fact]
    public async Task A_message_that_was_to_be_sent_anew_does_not_bring_back_whom_it_was_for()
    {
        var message = Message.Of(new Reply("Which one?"), Author.Bot, Dialogue, Asha, ordinal: 2, Noon) with { Status = DeliveryStatus.Failed };
        support.Undelivered.All.Add(new SentMessage(message, Asha, OurNumber, IsQueued: false, ResentAs: null));
        var request = new ResendRequest(message.Id);
        var row = support.Inbox.Add(new InboxEntry(InboxKind.Resend, PhoneHash, OurNumber, default, Noon, request.ToBytes()));
        support.Customers.Known = null;

        (await support.SendAsync(new HandleResend(row.ToLaneRow(), request))).Error.ShouldBeNull();

        support.Turns.All.ShouldBeEmpty();
        row.State.ShouldBe(InboxState.Done);
    }

    [Fact]
    public async Task Who_is_not_there_is_not_found_and_nothing_is_forgotten()
    {
        support.Erasures.Known = null;

        (await support.SendAsync(new EraseCustomer(Person("devi"), Asha.Id))).Error.ShouldBe(new CustomerNotFound(Asha.Id));

        support.Sessions.Kept.ShouldContainKey(Key);
    }
}
