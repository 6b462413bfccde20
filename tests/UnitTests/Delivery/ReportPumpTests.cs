using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Delivery;

public sealed class ReportPumpTests : IDisposable
{
    private readonly SupportUnderTest support = new();

    public ReportPumpTests() => support.Reader.Knows("report", new DeliveryReport { Uuid = "u", Status = DeliveryStatus.Sent });

    public void Dispose() => support.Dispose();

    [Fact]
    public async Task New_reports_come_before_those_that_were_put_off()
    {
        for (var count = 0; count < 700; count++)
        {
            support.Reports.PutOff.Enqueue(Report(1_000 + count));
            support.Reports.Due.Enqueue(Report(count));
        }

        support.Get<ReportSignal>().LookAtAll();
        await support.RunAsync("ReportPump");

        await SupportUnderTest.UntilAsync(() => support.Reports.Applied.Count >= 1_200, "the new ones and a batch of the others are looked at");
        support.Reports.Applied.Select(report => report.Stored.InboxId).Take(700).ShouldBe(Enumerable.Range(0, 700).Select(id => (long)id));
    }

    [Fact]
    public async Task While_some_wait_for_an_id_those_that_found_theirs_do_not_hide_it()
    {
        support.Reports.FindMessages = false;
        await RunWithAsync(1);
        await SupportUnderTest.UntilAsync(() => support.Get<ReportSignal>().HasWaiting, "one is known to wait");

        support.Reports.FindMessages = true;
        await RunWithAsync(2);

        support.Get<ReportSignal>().HasWaiting.ShouldBeTrue();
        support.Get<ReportSignal>().LookAtAll();
        await SupportUnderTest.UntilAsync(() => !support.Get<ReportSignal>().HasWaiting, "nothing is put off any more");
    }

    [Fact]
    public async Task A_report_that_found_its_message_wakes_the_outbox_because_it_may_have_freed_the_next_one()
    {
        await RunWithAsync(1);

        await support.Get<OutboxSignal>().WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static StoredReport Report(int id) => new(id, Noon, 0, FakeReader.Bytes("report"));

    private async Task RunWithAsync(int id)
    {
        support.Reports.Due.Enqueue(Report(id));
        support.Get<ReportSignal>().Set();
        if (id == 1)
        {
            await support.RunAsync("ReportPump");
        }

        await SupportUnderTest.UntilAsync(() => support.Reports.Applied.Any(report => report.Stored.InboxId == id), "it is applied");
    }
}
