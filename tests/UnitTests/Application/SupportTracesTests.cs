using System.Collections.Concurrent;
using System.Diagnostics;
using WhatsAppSupport.Application;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Traces;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;
using WhatsAppSupport.UnitTests.Application.Fakes;
using static WhatsAppSupport.UnitTests.Domain.Known;

namespace WhatsAppSupport.UnitTests.Application;

/// <summary>What is traced belongs to what has caused it, and where nobody wants traces there is nothing of them.</summary>
public sealed class SupportTracesTests : IDisposable
{
    private const string OfWebhook = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly ActivityListener listener;

    public SupportTracesTests()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SupportTraces.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public void Dispose() => listener.Dispose();

    [Fact]
    public void Where_nobody_wants_traces_there_is_nothing_and_it_costs_nothing_though_somebody_listens()
    {
        using var traces = new SupportTraces(SupportUnderTest.Options);
        var (report, claimed) = (new StoredReport(1, Noon, 0, default) { TraceParent = OfWebhook }, ClaimedMessage.From(Said(), new ServiceWindow(Noon)));
        BeginAll(traces, report, claimed).ShouldBeFalse();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var times = 0; times < 1_000; times++)
        {
            BeginAll(traces, report, claimed);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        spans.ShouldBeEmpty();
    }

    [Fact]
    public void A_webhook_begins_a_trace_whatever_goes_on_around_it()
    {
        using var traces = new SupportTraces(Traced);
        using var request = new Activity("request").Start();

        using var webhook = traces.Webhook().ShouldNotBeNull();

        (webhook.ParentSpanId, webhook.TraceId == request.TraceId).ShouldBe((default, false));
        traces.Here.ShouldBe(webhook.Id);
    }

    [Fact]
    public void What_is_no_span_of_ours_is_no_place_to_go_on_from()
    {
        using var traces = new SupportTraces(Traced);
        using var request = new Activity("request").Start();

        traces.Here.ShouldBeNull();
    }

    [Fact]
    public void Something_that_cannot_be_read_as_a_place_is_none()
    {
        using var traces = new SupportTraces(Traced);

        using var turn = traces.Turn(Row with { TraceParent = "somebody's words" }).ShouldNotBeNull();

        turn.ParentSpanId.ShouldBe(default);
    }

    /// <summary>Or whatever a lane logs would bear the ids of the request that has woken it first.</summary>
    [Fact]
    public async Task A_lane_and_a_send_take_nothing_along_of_what_has_begun_them()
    {
        using var support = new SupportUnderTest();
        var seen = new ConcurrentQueue<Activity?>();
        support.Gateway.Answers = message =>
        {
            seen.Enqueue(Activity.Current);
            return Task.FromResult<SendOutcome>(new SendOutcome.Accepted([$"{message.Id}"]));
        };
        support.Turns.Instead = _ =>
        {
            seen.Enqueue(Activity.Current);
            return null;
        };
        using (new Activity("request").Start())
        {
            support.Get<LaneScheduler>().Offer(Heard(support, "hi", null));
            support.Get<Dispatcher>().Dispatch(ClaimedMessage.From(Said(), new ServiceWindow(Noon)), isPaced: true);
        }

        await SupportUnderTest.UntilAsync(() => seen.Count >= 2, "both are done");
        seen.ShouldAllBe(activity => activity == null);
    }

    [Fact]
    public async Task A_try_that_fails_is_a_turn_of_the_same_webhook_and_what_it_waits_for_is_no_part_of_it()
    {
        using var support = new SupportUnderTest(Traced);
        var failures = 0;
        support.Turns.Instead = _ => failures++ == 0 ? throw new InvalidOperationException("once") : null;

        support.Get<LaneScheduler>().Offer(Heard(support, "hi", OfWebhook));
        await SupportUnderTest.UntilAsync(() => spans.Any(span => span.Status == ActivityStatusCode.Error), "the first try is over while the next one is waited for");
        await support.Clock.MoveUntilAsync(() => Turns.Count == 2, TimeSpan.FromSeconds(1), "the second try is over, too");

        Turns.ShouldAllBe(turn => turn.ParentSpanId.ToHexString() == "b7ad6b7169203331" && turn.TraceId.ToHexString() == "0af7651916cd43dd8448eb211c80319c");
        Turns.Select(turn => turn.Status).ShouldBe([ActivityStatusCode.Error, ActivityStatusCode.Unset]);
        support.Turns.All[^1].TraceParent.ShouldBe(Turns[1].Id);
    }

    [Fact]
    public async Task Of_a_report_that_is_tried_for_a_day_the_first_try_is_seen()
    {
        using var support = new SupportUnderTest(Traced);
        support.Reader.Knows("report", new DeliveryReport { Uuid = "u", Status = DeliveryStatus.Sent });
        await support.RunAsync("ReportPump");

        foreach (var (row, attempts) in new[] { (1, 0), (2, 1), (3, 7), (4, 0) })
        {
            support.Reports.Due.Enqueue(new StoredReport(row, Noon, attempts, FakeReader.Bytes("report")) { TraceParent = OfWebhook });
            support.Get<ReportSignal>().Set();
            await SupportUnderTest.UntilAsync(() => support.Reports.Applied.Any(report => report.Stored.InboxId == row), "it is applied");
        }

        await SupportUnderTest.UntilAsync(() => Reports.Contains(4L), "the last one is over");
        Reports.ShouldBe([1L, 4L]);
    }

    private static SupportOptions Traced { get; } = SupportUnderTest.Options with { IsTraced = true };

    /// <summary>Those of this test: others run at the same time.</summary>
    private List<Activity> Turns => [.. spans.Where(span => span.OperationName == "turn" && span.ParentId == OfWebhook)];

    private List<object?> Reports => [.. spans.Where(span => span.OperationName == "report" && span.ParentId == OfWebhook).Select(span => span.GetTagItem("row.id"))];

    private static bool BeginAll(SupportTraces traces, StoredReport report, ClaimedMessage claimed) =>
        traces.Webhook() is not null || traces.Turn(Row) is not null || traces.Send(claimed) is not null || traces.Report(report) is not null
        || traces.Model("maker/model", OfWebhook) is not null || traces.Call(OfWebhook) is not null || traces.Here is not null;

    private static LaneRow Heard(SupportUnderTest support, string body, string? traceParent)
    {
        support.Reader.Knows(body, Text(body));
        return support.Inbox.Add(new InboxEntry(InboxKind.Message, PhoneHash, OurNumber, default, Noon, FakeReader.Bytes(body)) { TraceParent = traceParent }).ToLaneRow();
    }

    private static Message Said() => Message.Of(new Reply("hello"), Author.Bot, Dialogue, Asha, 1, Noon);
}
