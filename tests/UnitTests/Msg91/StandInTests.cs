using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.UnitTests.Msg91;

/// <summary>The tests of everything else lean on the stand-in: what it promises is shown here.</summary>
public sealed class StandInTests : IAsyncLifetime
{
    private GatewayUnderTest gateway = null!;

    private NotificationStandIn webhook = null!;

    private Msg91StandIn Msg91 => gateway.Msg91;

    public async Task InitializeAsync()
    {
        gateway = await GatewayUnderTest.StartAsync();
        webhook = await NotificationStandIn.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await gateway.DisposeAsync();
        await webhook.DisposeAsync();
    }

    [Fact]
    public async Task What_was_sent_is_told_in_the_order_of_arrival_with_the_ids_that_were_given()
    {
        var first = GatewayUnderTest.Message("one");
        var outcome = (SendOutcome.Accepted)await gateway.SendAsync(first);
        await gateway.SendAsync(GatewayUnderTest.Message("two"));

        Msg91.Sent.Select(sent => (sent.Order, sent.Text)).ShouldBe([(1, "one"), (2, "two")]);
        Msg91.Sent[0].CrqId.ShouldBe(first.Id.Value.ToString("N"));
        outcome.ProviderIds.ShouldBe([Msg91.Sent[0].WamId, Msg91.Sent[0].RequestId]);
        Msg91.SentTo(GatewayUnderTest.Customer).Count.ShouldBe(2);
        Msg91.Sent.SelectMany(sent => new[] { sent.WamId, sent.RequestId }).ShouldBeUnique();
    }

    [Fact]
    public async Task A_chunked_body_is_read_as_empty()
    {
        using var http = new HttpClient();
        using var content = new StringContent("{}");
        using var request = new HttpRequestMessage(HttpMethod.Post, Msg91.BaseUrl + "/whatsapp/whatsapp-outbound-message/") { Content = content };
        request.Headers.TransferEncodingChunked = true;

        using var response = await http.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldContain("text not found in request");
        Msg91.SentCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_as_html_with_json_in_it()
    {
        Msg91.AuthKey = "another key";

        var outcome = await gateway.SendAsync();

        outcome.ShouldBe(new SendOutcome.AccountRefused("401: Unauthorized"));
        Msg91.SentCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_slow_success_is_a_success()
    {
        Msg91.Respond = Msg91StandInAnswer.OkAfter(TimeSpan.FromMilliseconds(50));

        var outcome = await gateway.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.Accepted>();
    }

    [Fact]
    public async Task What_hangs_without_being_taken_was_not_sent()
    {
        await using var hurried = await GatewayUnderTest.StartAsync(timeout: TimeSpan.FromMilliseconds(200));
        hurried.Msg91.Respond = Msg91StandInAnswer.Hang;

        var outcome = await hurried.SendAsync();

        outcome.ShouldBeOfType<SendOutcome.PerhapsSent>();
        hurried.Msg91.SentCount.ShouldBe(0);
    }

    [Fact]
    public async Task Without_records_it_only_counts()
    {
        Msg91.Records = false;

        await gateway.SendAsync();

        Msg91.SentCount.ShouldBe(1);
        Msg91.Sent.ShouldBeEmpty();
        Msg91.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reports_come_after_the_answer_in_order_with_the_token()
    {
        Msg91.Reports = Wanted;

        await gateway.SendAsync();
        await Until.TrueAsync(() => Msg91.ReportsAreDone);

        Statuses.ShouldBe(["sent", "delivered", "read"]);
        webhook.Headers.ShouldAllBe(headers => headers["X-Webhook-Token"] == "token-1");
        webhook.Received[0].GetProperty("uuid").GetString().ShouldBe(Msg91.Sent[0].WamId);
        webhook.Received[0].GetProperty("requestId").GetString().ShouldBe(Msg91.Sent[0].RequestId);
        webhook.Received[0].GetProperty("crqid").GetString().ShouldBe(Msg91.Sent[0].CrqId);
        Msg91.ReportsPosted.ShouldBe(3);
    }

    [Fact]
    public async Task Reports_may_come_before_the_answer()
    {
        Msg91.Reports = Wanted with { BeforeAnswer = true, Statuses = ["sent", "failed"] };

        await gateway.SendAsync();

        Statuses.ShouldBe(["sent", "failed"]);
        webhook.Received[1].GetProperty("reason").GetString()!.ShouldContain("131026");
    }

    [Fact]
    public async Task What_was_taken_in_silence_is_reported_all_the_same()
    {
        Msg91.Reports = Wanted;
        Msg91.Respond = Msg91StandInAnswer.AcceptThenDrop;

        await gateway.SendAsync();
        await Until.TrueAsync(() => Msg91.ReportsPosted == 3);

        Statuses.ShouldBe(["sent", "delivered", "read"]);
    }

    [Fact]
    public async Task A_report_that_nobody_takes_counts_as_refused()
    {
        Msg91.Reports = Wanted;
        await webhook.DisposeAsync();

        await gateway.SendAsync();
        await Until.TrueAsync(() => Msg91.ReportsAreDone);

        Msg91.ReportsRefused.ShouldBe(3);
    }

    private IEnumerable<string?> Statuses => webhook.Received.Select(body => body.GetProperty("eventName").GetString());

    private Msg91StandInReports Wanted => new(webhook.Url, "X-Webhook-Token", "token-1");
}
