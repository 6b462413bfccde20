using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Customers;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class AcceptWebhookTests : IDisposable
{
    private readonly SupportUnderTest support = new();

    public AcceptWebhookTests()
    {
        support.Reader.Knows("hi", Text("hi") with { ProviderMessageId = "wamid.1" });
        support.Reader.Knows("there", Text("there") with { ProviderMessageId = "wamid.2" });
        support.Reader.Knows("no-id", Text("no id"));
        support.Reader.Knows("by-user-id", Text("x") with { From = null, Bsuid = UserId, ProviderMessageId = "wamid.3", IntegratedNumber = "919899999999" });
        support.Reader.Knows("ours", Text("from us") with { From = PhoneNumber.FromStored(OurNumber) });
        support.Reader.Knows("report", new DeliveryReport { Uuid = "u", Status = DeliveryStatus.Sent });
        support.Reader.Knows("echo", IgnoredBecause.OutboundEcho);
        support.Reader.Knows("test", IgnoredBecause.DashboardTest);
    }

    public void Dispose() => support.Dispose();

    [Theory]
    [InlineData("hi", 1, 0, 0, 0)]
    [InlineData("hi hi", 1, 1, 0, 0)]
    [InlineData("hi there report nonsense", 2, 0, 1, 1)]
    [InlineData("report report", 0, 0, 2, 0)]
    [InlineData("no-id no-id", 1, 1, 0, 0)]
    [InlineData("nonsense rubbish", 0, 0, 0, 2)]
    [InlineData("echo", 0, 0, 0, 0)]
    [InlineData("test", 0, 0, 0, 0)]
    [InlineData("ours", 0, 0, 0, 0)]
    [InlineData("echo hi test ours", 1, 0, 0, 0)]
    public async Task The_receipt_counts_what_became_of_each(string body, int accepted, int duplicates, int reports, int quarantined)
    {
        var receipt = await AcceptAsync(body);

        (receipt.Accepted, receipt.Duplicates, receipt.Reports, receipt.Quarantined).ShouldBe((accepted, duplicates, reports, quarantined));
        receipt.Errors.Count.ShouldBe(quarantined);
    }

    [Fact]
    public async Task What_comes_again_is_a_duplicate()
    {
        await AcceptAsync("hi");

        (await AcceptAsync("hi")).ShouldSatisfyAllConditions(again => again.Duplicates.ShouldBe(1), again => again.Accepted.ShouldBe(0));
        support.Inbox.Rows.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Each_part_is_stored_with_its_own_bytes_in_the_order_it_was_posted()
    {
        await AcceptAsync("hi nonsense there");

        support.Inbox.Rows.Select(row => System.Text.Encoding.UTF8.GetString(row.Entry.Body.Span)).ShouldBe(["hi", "nonsense", "there"]);
        support.Inbox.Rows.Select(row => row.Entry.Kind).ShouldBe([InboxKind.Message, InboxKind.Unread, InboxKind.Message]);
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_and_named()
    {
        var receipt = await AcceptAsync("nonsense");

        receipt.Errors.ShouldHaveSingleItem().ShouldBe("from: missing");
        support.Inbox.Rows.ShouldHaveSingleItem().State.ShouldBe(InboxState.Quarantined);
    }

    [Fact]
    public async Task What_the_database_refuses_is_named_and_the_rest_is_accepted()
    {
        support.Inbox.Refused = "hi";

        var receipt = await AcceptAsync("hi there");

        (receipt.Accepted, receipt.Quarantined).ShouldBe((1, 1));
        receipt.Errors.ShouldHaveSingleItem().ShouldContain("the database cannot hold it");
    }

    [Fact]
    public async Task What_could_not_be_stored_is_not_answered()
    {
        support.Inbox.Outages.Enqueue(new TimeoutException());

        await Should.ThrowAsync<TimeoutException>(() => AcceptAsync("hi"));
    }

    [Fact]
    public async Task A_message_goes_into_its_customers_lane_under_the_number_that_was_written_to()
    {
        await AcceptAsync("hi by-user-id");

        support.Inbox.Rows.Select(row => (row.Entry.Customer, row.Entry.IntegratedNumber))
            .ShouldBe([(PhoneHash, OurNumber), (BsuidHash, "919899999999")]);
        await SupportUnderTest.UntilAsync(() => support.Turns.All.Count == 2, "both lanes have handled their message");
    }

    [Fact]
    public async Task A_report_wakes_whoever_applies_it()
    {
        await AcceptAsync("report");

        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await support.Get<ReportSignal>().WaitAsync(Timeout.InfiniteTimeSpan, soon.Token);
    }

    private async Task<WebhookReceipt> AcceptAsync(string body) => (await support.SendAsync(new AcceptWebhook(FakeReader.Bytes(body)))).Value;
}
