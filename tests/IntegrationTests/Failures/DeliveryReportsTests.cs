using System.Text.Json.Nodes;
using WhatsAppSupport.IntegrationTests.Hosting;
using WhatsAppSupport.TestServers;

namespace WhatsAppSupport.IntegrationTests.Failures;

/// <summary>Promise 5: a delivery status never goes back, whichever order the reports come in.</summary>
public sealed class DeliveryReportsTests() : FreshService
{
    private readonly string customer = Customers.Next();

    [Theory]
    [InlineData("sent delivered read", "read")]
    [InlineData("read delivered sent", "read")]
    [InlineData("delivered sent delivered", "delivered")]
    [InlineData("sent failed sent", "failed")]
    [InlineData("failed delivered", "delivered")]
    [InlineData("delivered failed", "delivered")]
    [InlineData("read failed delivered sent read", "read")]
    [InlineData("queued submitted clicked", "sent")]
    public async Task Every_order_with_repeats_ends_in_the_same_status(string order, string expected)
    {
        var sent = await AnsweredAsync();

        foreach (var status in order.Split(' '))
        {
            var report = Shapes.Report(sent.WamId, status, sent.RequestId);
            (await Service.AcceptAsync(report, Posting.Reports)).Reports.ShouldBe(1);
            (await Service.AcceptAsync(report, Posting.Inbound)).Reports.ShouldBe(1);
            await Service.DrainAsync();
        }

        var message = (await Service.ConversationAsync(customer)).Ours()[0];
        message.Word("status").ShouldBe(expected);
        (message["failureReason"] is not null).ShouldBe(expected == "failed");
    }

    [Theory]
    [InlineData("read delivered sent failed")]
    [InlineData("failed sent delivered read")]
    public async Task Reports_that_come_together_end_in_the_same_status(string order)
    {
        var sent = await AnsweredAsync();
        var reports = order.Split(' ').Select(status => Shapes.Report(sent.WamId, status));

        (await Service.AcceptAsync($$"""{"data":[{{string.Join(',', reports)}}]}""", Posting.Reports)).Reports.ShouldBe(4);
        await Service.DrainAsync();

        var message = (await Service.ConversationAsync(customer)).Ours()[0];
        message.Word("status").ShouldBe("read");
        message["deliveredAt"].ShouldNotBeNull();
        message["readAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_report_that_comes_before_the_messages_own_id_is_stored_is_applied()
    {
        Service.Msg91.Reports = PerhapsSentTests.ReportsTo(Service) with { BeforeAnswer = true };

        await Service.SayAsync(customer, "count");

        await Service.ConversationAsync(customer, details => details.Ours() is [var message] && message.Word("status") == "read", "the early reports are applied");
    }

    [Fact]
    public async Task A_report_that_knows_only_the_providers_id_and_comes_too_early_waits_for_it()
    {
        Service.Msg91.Respond = Msg91StandInAnswer.OkAfter(TimeSpan.FromSeconds(1));
        await Service.SayAsync(customer, "count");
        var sent = (await Service.RepliesAsync(customer, 1))[0];

        (await Service.AcceptAsync(Shapes.Report(sent.WamId, "delivered"), Posting.Reports)).Reports.ShouldBe(1);

        await Service.ConversationAsync(customer, details => details.Ours()[0].Word("status") == "delivered", "the early report is applied");
    }

    [Theory]
    [InlineData("requestId")]
    [InlineData("uuid")]
    [InlineData("crqid")]
    public async Task Each_id_alone_finds_the_message(string id)
    {
        var sent = await AnsweredAsync();
        var report = JsonNode.Parse(Shapes.Report(sent.WamId, "delivered", sent.RequestId, sent.CrqId))!.AsObject();
        foreach (var other in new[] { "requestId", "uuid", "crqid" }.Where(name => name != id))
        {
            report[other] = "";
        }

        await Service.AcceptAsync(report.ToJsonString(), Posting.Reports);

        await Service.ConversationAsync(customer, details => details.Ours()[0].Word("status") == "delivered", "the report is applied");
    }

    [Fact]
    public async Task The_older_generation_of_names_says_the_same()
    {
        var sent = await AnsweredAsync();
        var report = new JsonObject
        {
            ["CRQID"] = sent.CrqId,
            ["mobile"] = customer,
            ["integratedNumber"] = SupportService.OurNumber,
            ["status"] = "FAILED",
            ["failureReason"] = "(131026) Message undeliverable",
            ["messageType"] = "text",
            ["direction"] = 1,
        };

        await Service.AcceptAsync(report.ToJsonString(), Posting.Reports);

        var details = await Service.ConversationAsync(customer, details => details.Ours()[0].Word("status") == "failed", "the report is applied");
        details.Ours()[0].Word("failureReason").ShouldNotBeNull().ShouldContain("131026");
    }

    [Fact]
    public async Task A_report_of_somebody_elses_message_moves_nothing()
    {
        await AnsweredAsync();

        await Service.AcceptAsync(Shapes.Report("wamid.of-another-program", "failed"), Posting.Reports);
        await Eventually.BecomesTrueAsync(
            async () => await Service.CountAsync("inbox WHERE kind = 'report' AND attempts > 0") == 1, Reading.Patience, "the report was tried");

        (await Service.ConversationAsync(customer)).Ours()[0].Word("status").ShouldBe("sent");
    }

    private async Task<Msg91StandInSent> AnsweredAsync()
    {
        await Service.SayAsync(customer, "count");
        var sent = (await Service.RepliesAsync(customer, 1))[0];
        await Service.DrainAsync();
        return sent;
    }
}
