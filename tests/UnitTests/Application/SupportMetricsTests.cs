using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Flows.Calls;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.UnitTests.Application;

public sealed class SupportMetricsTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().AddSingleton<SupportMetrics>().BuildServiceProvider();
    private readonly MeterListener listener = new();
    private readonly List<string> seen = [];
    private readonly SupportMetrics metrics;

    public SupportMetricsTests()
    {
        metrics = services.GetRequiredService<SupportMetrics>();
        var factory = services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == SupportMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => See(instrument, value, labels));
        listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => See(instrument, value, labels));
        listener.Start();
    }

    public void Dispose()
    {
        listener.Dispose();
        services.Dispose();
    }

    [Fact]
    public void Each_outcome_of_a_request_to_the_provider_has_its_own_label()
    {
        metrics.Sends.Sent(new SendOutcome.Accepted([]), TimeSpan.FromSeconds(2));
        metrics.Sends.Sent(new SendOutcome.RefusedForNow("", null), TimeSpan.Zero);
        metrics.Sends.Sent(new SendOutcome.AccountRefused(""), TimeSpan.Zero);
        metrics.Sends.Sent(new SendOutcome.Refused(""), TimeSpan.Zero);
        metrics.Sends.Sent(new SendOutcome.PerhapsSent(""), TimeSpan.Zero);

        seen.Where(line => line.StartsWith("support_sends_total ")).ShouldBe(
            ["support_sends_total 1 accepted", "support_sends_total 1 refused_for_now", "support_sends_total 1 account_refused", "support_sends_total 1 refused", "support_sends_total 1 perhaps_sent"]);
        seen.ShouldContain("support_send_seconds 2 accepted");
    }

    [Fact]
    public void What_was_held_back_was_no_request()
    {
        metrics.Sends.Sent(new SendOutcome.HeldBack(), TimeSpan.Zero);

        seen.ShouldBeEmpty();
    }

    [Fact]
    public void A_stopped_loop_is_counted_by_its_sign_and_a_turn_without_one_is_not()
    {
        foreach (var sign in Enum.GetValues<LoopSign>())
        {
            metrics.Turns.LoopStopped(sign);
        }

        seen.ShouldBe(["support_bot_loops_total 1 same_text", "support_bot_loops_total 1 machine_pace", "support_bot_loops_total 1 no_progress"]);
    }

    [Fact]
    public void A_reported_state_is_counted_by_its_name_and_every_other_word_as_one()
    {
        DeliveryStatus?[] reported = [DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read, DeliveryStatus.Failed, null];

        foreach (var status in reported)
        {
            metrics.Sends.Reported(status);
        }

        seen.ShouldBe(["support_statuses_total 1 sent", "support_statuses_total 1 delivered", "support_statuses_total 1 read", "support_statuses_total 1 failed", "support_statuses_total 1 other"]);
    }

    [Fact]
    public void What_was_stored_is_counted_by_what_became_of_it_and_nothing_is_not_counted()
    {
        metrics.Inbox.Stored(accepted: 3, duplicates: 0, reports: 2, quarantined: 1);

        seen.ShouldBe(["support_inbox_rows_total 3 accepted", "support_inbox_rows_total 2 report", "support_inbox_rows_total 1 quarantined"]);
    }

    [Fact]
    public void A_model_s_answer_counts_its_tokens_and_its_cost()
    {
        metrics.Models.Know(["maker/model"]);
        seen.Clear();

        metrics.Models.Asked("maker/model", hasAnswered: true, isFallback: true, TimeSpan.FromSeconds(2), new ModelUsage("maker/model-2026-11", 42, 1_500_000));
        metrics.Models.Answered();
        metrics.Models.Failed(wasAsked: true);
        metrics.Models.Failed(wasAsked: false);

        seen.ShouldBe(
        [
            "support_model_seconds 2 maker/model answered", "support_model_fallbacks_total 1 maker/model", "support_model_tokens_total 42 maker/model",
            "support_model_cost_dollars_total 1.5 maker/model", "support_model_calls_total 1 answered", "support_model_calls_total 1 failed", "support_model_calls_total 1 not_configured",
        ]);
    }

    [Fact]
    public void Something_that_is_looked_at_is_read_when_it_is_asked_for()
    {
        var length = 5L;
        metrics.Gauge("queue", "How long it is", () => length);
        length = 7;

        listener.RecordObservableInstruments();

        seen.ShouldBe(["queue 7"]);
    }

    [Fact]
    public void Rows_turns_and_webhooks_are_counted()
    {
        metrics.Inbox.Answered("accepted", TimeSpan.FromSeconds(0.25));
        metrics.Inbox.Ignored("echo");
        metrics.Inbox.RowRetried();
        metrics.Inbox.RowDied();
        metrics.Inbox.RowReplayed();
        metrics.Sends.Resent();
        metrics.Turns.Committed("bot", TimeSpan.FromSeconds(0.5));

        seen.ShouldBe(["support_webhooks_total 1 accepted", "support_webhook_seconds 0.25 accepted", "support_inbox_rows_total 1 echo", "support_inbox_rows_total 1 retried", "support_inbox_rows_total 1 dead", "support_inbox_rows_total 1 replayed", "support_resends_total 1", "support_turns_total 1 bot", "support_turn_seconds 0.5 bot"]);
    }

    [Fact]
    public void What_is_kept_no_longer_is_counted_by_what_it_was_and_nothing_is_not_counted()
    {
        metrics.Retention.Removed(RetentionKind.SignIns, 2);
        metrics.Retention.Removed(RetentionKind.Inbox, 500);
        metrics.Retention.Removed(RetentionKind.Audit, 0);
        metrics.Retention.Removed(RetentionKind.ErasedReferences, 1);

        seen.ShouldBe(["support_rows_removed_total 2 sign_ins", "support_rows_removed_total 500 inbox", "support_rows_removed_total 1 erased_references"]);
    }

    [Fact]
    public void Of_the_messages_that_come_too_fast_each_is_counted_and_their_customer_once()
    {
        metrics.Turns.Rated(RateVerdict.Answer);
        metrics.Turns.Rated(RateVerdict.StoreAndNotice);
        metrics.Turns.Rated(RateVerdict.StoreOnly);

        seen.Where(line => !line.Contains(" 0", StringComparison.Ordinal)).ShouldBe(
            ["support_rate_limited_messages_total 1", "support_rate_limited_customers_total 1", "support_rate_limited_messages_total 1"]);
    }

    [Fact]
    public void A_call_that_we_would_not_send_is_told_from_one_that_failed()
    {
        metrics.FlowCalls.Answered(new FlowAnswer.Succeeded(200, ""));
        metrics.FlowCalls.Answered(new FlowAnswer.Failed(CallFailures.Unreachable));
        metrics.FlowCalls.Answered(new FlowAnswer.Failed(CallFailures.RefusedAddress));
        metrics.FlowCalls.Answered(new FlowAnswer.Failed(CallFailures.MissingSecret));

        seen.ShouldBe(["support_flow_calls_total 1 succeeded", "support_flow_calls_total 1 failed", "support_flow_calls_total 1 refused", "support_flow_calls_total 1 refused"]);
    }

    [Fact]
    public void A_model_that_the_settings_do_not_name_is_another_one()
    {
        metrics.Models.Asked("maker/invented", hasAnswered: false, isFallback: false, TimeSpan.FromSeconds(1), null);

        seen.ShouldContain("support_model_seconds 1 other failed");
        seen.ShouldNotContain(line => line.Contains("invented", StringComparison.Ordinal));
    }

    [Fact]
    public void What_has_not_happened_yet_is_told_as_0_once_somebody_listens()
    {
        metrics.Begin();

        seen.ShouldContain("support_webhooks_total 0 too_large");
        seen.ShouldContain("support_rows_removed_total 0 day_keys");
        seen.ShouldContain("support_rate_limited_customers_total 0");
    }

    private void See<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> labels) =>
        seen.Add(string.Join(' ', [instrument.Name, FormattableString.Invariant($"{value}"), .. labels.ToArray().Select(label => $"{label.Value}")]));
}
