using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Msg91.Webhooks;

public class ReportReadingTests
{
    [Fact]
    public void A_report_is_read_whole()
    {
        var report = Reading.Report(Bodies.Report);

        report.ShouldBe(new DeliveryReport
        {
            RequestId = "9f2c4e7a1b3d5f60718293a4b5c6d7e8",
            Uuid = "wamid.OUT1",
            Reference = new MessageId(Guid.Parse("0195f0c0-1111-7222-8333-444455556666")),
            Status = DeliveryStatus.Failed,
            OccurredAt = new DateTimeOffset(2026, 3, 1, 4, 46, 0, TimeSpan.Zero),
            Reason = "(131026) Message undeliverable",
        });
    }

    [Fact]
    public void The_older_names_say_the_same()
    {
        var report = Reading.Report(Bodies.OlderReport);

        report.ShouldBe(new DeliveryReport
        {
            Reference = new MessageId(Guid.Parse("0195f0c0-1111-7222-8333-444455556666")),
            Status = DeliveryStatus.Read,
            OccurredAt = DateTimeOffset.FromUnixTimeSeconds(1772340300),
        });
    }

    [Fact]
    public void Metas_own_statuses_are_read_one_by_one()
    {
        var body =
            """
            {"integratedNumber":"919800000001","statuses":"[{\"id\":\"wamid.OUT1\",\"status\":\"failed\",\"timestamp\":\"1772340300\",\"errors\":[{\"code\":131047,\"title\":\"Re-engagement message\"}]},{\"id\":\"wamid.OUT2\",\"status\":\"delivered\",\"timestamp\":\"1772340301\"}]"}
            """;

        var reports = Reading.Read(body).Select(item => item.ShouldBeOfType<WebhookItem.Report>().Content).ToList();

        reports.ShouldBe(
        [
            new DeliveryReport
            {
                Uuid = "wamid.OUT1",
                Status = DeliveryStatus.Failed,
                OccurredAt = DateTimeOffset.FromUnixTimeSeconds(1772340300),
                Reason = "(131047) Re-engagement message",
            },
            new DeliveryReport { Uuid = "wamid.OUT2", Status = DeliveryStatus.Delivered, OccurredAt = DateTimeOffset.FromUnixTimeSeconds(1772340301) },
        ]);
    }

    [Theory]
    [InlineData("[{\"title\":\"Gone\"}]", "Gone")]
    [InlineData("[{\"code\":131026,\"message\":\"Undeliverable\"}]", "(131026) Undeliverable")]
    [InlineData("[{\"code\":131026}]", "(131026)")]
    [InlineData("[]", null)]
    public void Metas_errors_become_a_reason(string errors, string? reason)
    {
        Reading.Report($$"""{"statuses":[{"id":"w","status":"failed","errors":{{errors}}}]}""").Reason.ShouldBe(reason);
    }

    [Theory]
    [InlineData("sent", DeliveryStatus.Sent)]
    [InlineData("Delivered", DeliveryStatus.Delivered)]
    [InlineData("READ", DeliveryStatus.Read)]
    [InlineData("failed", DeliveryStatus.Failed)]
    [InlineData("rejected", DeliveryStatus.Failed)]
    [InlineData("queued", null)]
    [InlineData("submitted", null)]
    [InlineData("clicked", null)]
    [InlineData("sending", null)]
    [InlineData("pending", null)]
    [InlineData("cancelled", null)]
    [InlineData("2", null)]
    public void Only_the_words_of_a_report_move_a_status(string word, DeliveryStatus? status)
    {
        Reading.Report($$"""{"requestId":"r","eventName":"{{word}}","direction":"1"}""").Status.ShouldBe(status);
        Reading.Report($$"""{"requestId":"r","status":"{{word}}","url":"https://shop.example"}""").Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("""{"eventName":"sent","direction":"1"}""")]
    [InlineData("""{"eventName":"sent","requestId":"","uuid":"_callback"}""")]
    [InlineData("""{"eventName":"sent","crqid":"tenant7-msg-000123"}""")]
    public void A_report_that_can_match_nothing_is_unreadable(string body)
    {
        Reading.UnreadableField(body).ShouldBe("requestId");
    }

    [Fact]
    public void A_foreign_reference_is_none_of_ours_and_harms_nothing()
    {
        var report = Reading.Report("""{"eventName":"sent","crqid":"tenant7-msg-000123","requestId":"r"}""");

        report.Reference.ShouldBeNull();
        report.RequestId.ShouldBe("r");
    }

    [Fact]
    public void A_reason_is_cut()
    {
        var body = $$"""{"requestId":"r","status":"failed","failureReason":"{{new string('x', 2000)}}"}""";

        Reading.Report(body).Reason!.Length.ShouldBe(500);
    }
}
