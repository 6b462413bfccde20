using WhatsAppSupport.Application.Conversations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Parked;
using WhatsAppSupport.Domain.Audit;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Errors;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class ReplayInboxRowTests : IDisposable
{
    private static readonly DateTimeOffset ThreeHoursAgo = Noon - TimeSpan.FromHours(3);

    private readonly SupportUnderTest support = new();

    public ReplayInboxRowTests() => support.Customers.Known = new KnownCustomer(Asha, Dialogue);

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task A_dead_row_is_handled_anew_as_if_nothing_had_been_tried()
    {
        support.Reader.Knows("hi", Text("hi"));
        var row = Add(InboxKind.Message, "hi", InboxState.Dead);
        (row.Attempts, row.Recoveries) = (3, 21);

        var receipt = (await ReplayAsync(row)).Value;

        receipt.ShouldBe(new ReplayReceipt(row.Id, InboxState.Pending, null));
        await SupportUnderTest.UntilAsync(() => row.State == InboxState.Done, "it is handled");
        support.Turns.All.ShouldHaveSingleItem().Messages[0].Content.ShouldBe("hi");
        (row.Attempts, row.Recoveries, row.Error).ShouldBe((0, 0, null));
        EntryOf(row).ShouldBe(("meera", "inbox_row.replayed", "{\"state\":\"dead\"}", "{\"state\":\"pending\"}"));
    }

    [Fact]
    public async Task A_dead_message_that_would_only_die_again_stays_as_it_is()
    {
        var row = Add(InboxKind.Message, "poison", InboxState.Dead);

        var error = (await ReplayAsync(row)).Error;

        error.ShouldBeOfType<InboxRowStillUnreadable>().Code.ShouldBe("inbox_row_still_unreadable");
        row.State.ShouldBe(InboxState.Dead);
    }

    [Theory]
    [InlineData(InboxState.Dead)]
    [InlineData(InboxState.Quarantined)]
    public async Task A_report_that_is_parked_waits_for_its_pump_again(InboxState state)
    {
        var row = Add(InboxKind.Report, "report", state, lane: null);

        (await ReplayAsync(row)).Value.State.ShouldBe(InboxState.Pending);

        row.State.ShouldBe(InboxState.Pending);
    }

    [Theory]
    [InlineData(InboxState.Pending, "pending")]
    [InlineData(InboxState.Done, "done")]
    public async Task What_is_not_parked_is_refused_by_its_state(InboxState state, string word)
    {
        var row = Add(InboxKind.Timer, "timer", state);

        var error = (await ReplayAsync(row)).Error.ShouldBeOfType<InboxRowNotParked>();

        error.Code.ShouldBe("inbox_row_not_parked");
        error.Message.ShouldContain($"is {word}");
        row.State.ShouldBe(state);
    }

    [Fact]
    public async Task Two_clicks_have_one_effect()
    {
        support.Reader.Knows("hi", Text("hi") with { ProviderMessageId = "wamid.1" });
        var (dead, unread) = (Add(InboxKind.Message, "hi", InboxState.Dead), Add(InboxKind.Unread, "hi", InboxState.Quarantined, lane: null));
        support.Parked.Meanwhile = () => (dead.State, unread.State) = (InboxState.Pending, InboxState.Done);

        (await ReplayAsync(dead)).Error.ShouldBeOfType<InboxRowNotParked>();
        dead.State = InboxState.Done;
        (await ReplayAsync(unread)).Error.ShouldBeOfType<InboxRowNotParked>();

        support.Inbox.Rows.Count.ShouldBe(2);
        support.Parked.Audit.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_there_is_not_found() =>
        (await support.SendAsync(new ReplayInboxRow(7, Person("meera")))).Error.ShouldBeOfType<InboxRowNotFound>().Code.ShouldBe("inbox_row_not_found");

    [Fact]
    public async Task What_can_be_read_now_is_stored_as_it_would_have_been_and_answered()
    {
        support.Reader.Knows("hi", Text("hi") with { ProviderMessageId = "wamid.1" });
        support.Reader.Knows("report", new DeliveryReport { Uuid = "u", Status = DeliveryStatus.Sent });
        var row = Add(InboxKind.Unread, "hi report nonsense", InboxState.Quarantined, lane: null);

        var receipt = (await ReplayAsync(row)).Value;

        (receipt.State, row.State).ShouldBe((InboxState.Done, InboxState.Done));
        EntryOf(row).ShouldBe(("meera", "inbox_row.replayed", "{\"state\":\"quarantined\"}", "{\"state\":\"done\"}"));
        var stored = receipt.Stored.ShouldNotBeNull();
        (stored.Accepted, stored.Reports, stored.Quarantined).ShouldBe((1, 1, 1));
        support.Inbox.Rows.Skip(1).Select(stored => stored.Entry.ReceivedAt).ShouldAllBe(at => at == ThreeHoursAgo);
        await SupportUnderTest.UntilAsync(() => support.Turns.All.Count == 1, "the message is answered");
    }

    [Fact]
    public async Task A_message_that_came_again_meanwhile_has_its_one_effect()
    {
        support.Reader.Knows("hi", Text("hi") with { ProviderMessageId = "wamid.1" });
        var row = Add(InboxKind.Unread, "hi", InboxState.Quarantined, lane: null);
        await support.SendAsync(new AcceptWebhook(FakeReader.Bytes("hi")));

        var receipt = (await ReplayAsync(row)).Value;

        (receipt.Stored!.Accepted, receipt.Stored.Duplicates).ShouldBe((0, 1));
        row.State.ShouldBe(InboxState.Done);
    }

    [Fact]
    public async Task What_still_cannot_be_read_stays_and_the_refusal_says_what_is_wrong()
    {
        var row = Add(InboxKind.Unread, "nonsense", InboxState.Quarantined, lane: null);

        var error = (await ReplayAsync(row)).Error.ShouldBeOfType<InboxRowStillUnreadable>();

        error.Message.ShouldContain("from: missing");
        row.State.ShouldBe(InboxState.Quarantined);
        support.Inbox.Rows.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_turns_out_to_be_nobodys_is_done()
    {
        support.Reader.Knows("echo", IgnoredBecause.OutboundEcho);
        var row = Add(InboxKind.Unread, "echo", InboxState.Quarantined, lane: null);

        (await ReplayAsync(row)).Value.Stored!.Accepted.ShouldBe(0);

        row.State.ShouldBe(InboxState.Done);
        support.Inbox.Rows.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_written_hours_ago_opens_no_service_window_now()
    {
        support.Customers.Known = new KnownCustomer(Asha with { LastHeardAt = null }, Dialogue);
        support.Reader.Knows("hi", Text("hi") with { SentAt = ThreeHoursAgo + TimeSpan.FromHours(1) });
        var row = Add(InboxKind.Unread, "hi", InboxState.Quarantined, lane: null);

        await ReplayAsync(row);

        await SupportUnderTest.UntilAsync(() => support.Turns.All.Count == 1, "the message is answered");
        support.Turns.All[0].Customer.LastHeardAt.ShouldBe(ThreeHoursAgo);
    }

    [Fact]
    public async Task Pages_of_the_inbox_follow_each_other_without_gap_or_repeat()
    {
        foreach (var state in new[] { InboxState.Dead, InboxState.Done, InboxState.Quarantined, InboxState.Pending, InboxState.Dead })
        {
            Add(InboxKind.Message, "hi", state);
        }

        var first = (await support.SendAsync(new ListInboxRows(Limit: 2))).Value;
        var second = (await support.SendAsync(new ListInboxRows(After: first.Next, Limit: 2))).Value;

        first.Rows.Concat(second.Rows).Select(row => row.Id).ShouldBe([5, 3, 1]);
        (first.Next, second.Next).ShouldBe(("3", null));
    }

    [Theory]
    [InlineData("done", null, 50, "state: not a state that can be listed: dead, quarantined or pending")]
    [InlineData(null, "-1", 50, "after:")]
    [InlineData(null, "x", 50, "after:")]
    [InlineData(null, null, 0, "limit:")]
    [InlineData(null, null, 201, "limit:")]
    public async Task A_wrong_parameter_is_named(string? state, string? after, int limit, string problem) =>
        (await support.SendAsync(new ListInboxRows(state, after, limit))).Error.ShouldBeOfType<InvalidError>().Message.ShouldStartWith(problem);

    [Fact]
    public async Task A_row_comes_with_its_body_in_words_or_else_in_base64()
    {
        var (text, bytes) = (Add(InboxKind.Unread, "हाँ {", InboxState.Quarantined), Add(InboxKind.Unread, [0xff, 0x00], InboxState.Quarantined, PhoneHash));

        var asText = (await support.SendAsync(new GetInboxRow(text.Id))).Value;
        var asBytes = (await support.SendAsync(new GetInboxRow(bytes.Id))).Value;

        (asText.Text, asText.Base64).ShouldBe(("हाँ {", null));
        (asBytes.Text, asBytes.Base64).ShouldBe((null, "/wA="));
        (await support.SendAsync(new GetInboxRow(99))).Error.ShouldBeOfType<InboxRowNotFound>();
    }

    /// <summary>What the audit log says of it.</summary>
    private (string By, string Action, string? Before, string? After) EntryOf(FakeInbox.Row row)
    {
        var entry = support.Parked.Audit.ShouldHaveSingleItem();
        (entry.Subject, entry.SubjectId).ShouldBe((SubjectKind.InboxRow, $"{row.Id}"));
        return (entry.By.Name, entry.Action, entry.Before, entry.After);
    }

    private Task<Result<ReplayReceipt>> ReplayAsync(FakeInbox.Row row) => support.SendAsync(new ReplayInboxRow(row.Id, Person("meera")));

    private FakeInbox.Row Add(InboxKind kind, string body, InboxState state) => Add(kind, body, state, PhoneHash);

    private FakeInbox.Row Add(InboxKind kind, string body, InboxState state, LookupHash? lane) => Add(kind, FakeReader.Bytes(body).ToArray(), state, lane);

    private FakeInbox.Row Add(InboxKind kind, byte[] body, InboxState state, LookupHash? lane)
    {
        var row = support.Inbox.Add(new InboxEntry(kind, lane, OurNumber, default, ThreeHoursAgo, body));
        (row.State, row.Error) = (state, state is InboxState.Dead or InboxState.Quarantined ? "a reason" : null);
        return row;
    }
}
