using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class PumpTests : IDisposable
{
    private readonly SupportUnderTest support = new(SupportUnderTest.Options with { PairBurst = 1, MessagesPerSecond = 80 });

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task What_is_due_is_claimed_and_sent()
    {
        support.Outbox.Due.Enqueue(Claimed("late"));

        await support.RunAsync("OutboxPump");

        await SupportUnderTest.UntilAsync(() => support.Outbox.Stored.Count == 1, "the result is stored");
        support.Gateway.Sent.ShouldHaveSingleItem().Text.ShouldBe("late");
        support.Outbox.Limits[0].ShouldBe(80);
    }

    [Fact]
    public async Task What_is_claimed_beyond_a_customers_pace_goes_back_unsent()
    {
        support.Outbox.Due.Enqueue(Claimed("1"));
        support.Outbox.Due.Enqueue(Claimed("2"));

        await support.RunAsync("OutboxPump");

        await SupportUnderTest.UntilAsync(() => support.Outbox.Stored.Count == 2, "both results are stored");
        support.Gateway.Sent.ShouldHaveSingleItem().Text.ShouldBe("1");
        support.Outbox.Stored.Single(result => result.Status == DeliveryStatus.Pending).NextAttemptAt.ShouldBe(Noon + TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task While_the_account_is_refused_nothing_is_claimed()
    {
        support.Gateway.Answer(new SendOutcome.AccountRefused("401"));
        support.Get<Dispatcher>().Dispatch(Claimed("first"), isPaced: true);
        await SupportUnderTest.UntilAsync(() => support.Get<SendGate>().HeldSince is not null, "the account is refused");
        support.Outbox.Due.Enqueue(ClaimedThen("tries"));
        support.Outbox.Due.Enqueue(ClaimedThen("waits"));

        await support.RunAsync("OutboxPump");
        support.Get<OutboxSignal>().Set();
        await WakeUntilAsync(() => support.Gateway.Sent.Count == 2, TimeSpan.FromSeconds(10));
        await SupportUnderTest.UntilAsync(() => support.Get<Dispatcher>().InFlight == 0, "it is refused again");
        await support.StopAsync();

        support.Clock.GetUtcNow().ShouldBeGreaterThanOrEqualTo(Noon + SendGate.AccountPause);
        support.Gateway.Sent[1].Text.ShouldBe("tries");
        support.Outbox.Limits.ShouldBe([1]);
        support.Outbox.Due.ShouldHaveSingleItem().Message.Text.ShouldBe("waits");
    }

    [Fact]
    public async Task What_the_turns_bring_while_the_provider_is_away_makes_nobody_look_into_the_outbox()
    {
        support.Gateway.Circuit.Open(Noon + TimeSpan.FromSeconds(30));
        support.Outbox.Due.Enqueue(ClaimedThen("waits"));
        await support.RunAsync("OutboxPump");

        for (var turn = 0; turn < 1000; turn++)
        {
            support.Get<OutboxSignal>().Set();
        }

        await WakeUntilAsync(() => support.Gateway.Sent.Count == 1, TimeSpan.FromSeconds(10));
        await support.StopAsync();
        support.Outbox.Limits.ShouldAllBe(limit => limit == 1);
        support.Outbox.Limits.Count.ShouldBeLessThan(100);
    }

    [Fact]
    public async Task An_outage_of_the_outbox_is_outlived()
    {
        support.Outbox.Outages.Enqueue(new TimeoutException("secret words"));
        support.Outbox.Due.Enqueue(Claimed("late"));

        await support.RunAsync("OutboxPump");

        await SupportUnderTest.UntilAsync(() => support.Gateway.Sent.Count == 1, "it is sent");
        support.Log.All.ShouldContain("TimeoutException: the outbox could not be looked through");
        support.Log.All.ShouldNotContain("secret words");
    }

    [Fact]
    public async Task A_stored_report_is_applied_by_every_id_that_it_carries()
    {
        support.Reader.Knows("report", new DeliveryReport { Uuid = "u", RequestId = "r", Status = DeliveryStatus.Delivered });
        support.Reports.Due.Enqueue(Report("report"));
        support.Get<ReportSignal>().Set();

        await support.RunAsync("ReportPump");

        await SupportUnderTest.UntilAsync(() => support.Reports.Applied.Count == 1, "it is applied");
        var applied = support.Reports.Applied[0];
        applied.Content.Status.ShouldBe(DeliveryStatus.Delivered);
        applied.ProviderIds.ShouldBe([new FakeHashes().OfProviderId("u"), new FakeHashes().OfProviderId("r")]);
        support.Get<ReportSignal>().HasWaiting.ShouldBeFalse();
    }

    [Fact]
    public async Task A_report_that_finds_no_message_waits_until_an_id_is_stored()
    {
        support.Reports.FindMessages = false;
        support.Reader.Knows("early", new DeliveryReport { Uuid = "u", Status = DeliveryStatus.Sent });
        support.Reports.Due.Enqueue(Report("early"));
        support.Get<ReportSignal>().Set();
        await support.RunAsync("ReportPump");
        await SupportUnderTest.UntilAsync(() => support.Get<ReportSignal>().HasWaiting, "it is known to wait");

        support.Reports.FindMessages = true;
        support.Reports.PutOff.Enqueue(Report("early"));
        support.Get<Dispatcher>().Dispatch(Claimed("hello"), isPaced: true);

        await SupportUnderTest.UntilAsync(() => support.Reports.Applied.Count == 2, "it is tried again");
    }

    [Fact]
    public async Task What_cannot_be_read_any_more_is_settled_as_a_report_of_nothing()
    {
        support.Reports.Due.Enqueue(Report("nonsense"));
        support.Get<ReportSignal>().Set();

        await support.RunAsync("ReportPump");

        await SupportUnderTest.UntilAsync(() => support.Reports.Applied.Count == 1, "it is applied");
        support.Reports.Applied[0].Content.ShouldBe(new DeliveryReport());
        support.Reports.Applied[0].ProviderIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_reports_than_fit_into_a_batch_are_applied_at_once()
    {
        support.Reader.Knows("report", new DeliveryReport { Uuid = "u", Status = DeliveryStatus.Sent });
        for (var count = 0; count < 1001; count++)
        {
            support.Reports.Due.Enqueue(Report("report"));
        }

        support.Get<ReportSignal>().Set();
        await support.RunAsync("ReportPump");

        await SupportUnderTest.UntilAsync(() => support.Reports.Applied.Count == 1001, "all are applied");
    }

    [Fact]
    public async Task An_outage_of_the_reports_is_outlived()
    {
        support.Reports.Outages.Enqueue(new TimeoutException());
        support.Reader.Knows("report", new DeliveryReport { Uuid = "u", Status = DeliveryStatus.Sent });
        support.Reports.Due.Enqueue(Report("report"));
        support.Get<ReportSignal>().Set();

        await support.RunAsync("ReportPump");

        await SupportUnderTest.UntilAsync(() => support.Reports.Applied.Count == 1, "it is applied");
        support.Log.All.ShouldContain("TimeoutException: delivery reports could not be applied");
    }

    private Task WakeUntilAsync(Func<bool> condition, TimeSpan step) => support.Clock.MoveUntilAsync(
        () =>
        {
            support.Get<OutboxSignal>().Set();
            return condition();
        },
        step,
        "one message has tried");

    /// <summary>Claimed when it is looked for, not when the test began: a claim is void after 10 s.</summary>
    private static ClaimedMessage ClaimedThen(string text) => Claimed(text) with { ClaimedAt = Noon + TimeSpan.FromDays(1) };

    private static ClaimedMessage Claimed(string text) => new(
        new OutgoingMessage(MessageId.New(Noon), OurNumber, Digits, text, []), Asha.Id, Author.Bot, 1, Noon, Noon + TimeSpan.FromDays(2));

    private static StoredReport Report(string body) => new(1, Noon, 0, FakeReader.Bytes(body));
}
