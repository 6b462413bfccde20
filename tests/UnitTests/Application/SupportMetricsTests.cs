using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Domain.Conversations;
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
        metrics.Sent(new SendOutcome.Accepted([]), TimeSpan.FromSeconds(2));
        metrics.Sent(new SendOutcome.RefusedForNow("", null), TimeSpan.Zero);
        metrics.Sent(new SendOutcome.AccountRefused(""), TimeSpan.Zero);
        metrics.Sent(new SendOutcome.Refused(""), TimeSpan.Zero);
        metrics.Sent(new SendOutcome.PerhapsSent(""), TimeSpan.Zero);

        seen.Where(line => line.StartsWith("sends ")).ShouldBe(
            ["sends 1 accepted", "sends 1 refused_for_now", "sends 1 account_refused", "sends 1 refused", "sends 1 perhaps_sent"]);
        seen.ShouldContain("send_seconds 2");
    }

    [Fact]
    public void What_was_held_back_was_no_request()
    {
        metrics.Sent(new SendOutcome.HeldBack(), TimeSpan.Zero);

        seen.ShouldBeEmpty();
    }

    [Fact]
    public void A_stopped_loop_is_counted_by_its_sign_and_a_turn_without_one_is_not()
    {
        foreach (var sign in Enum.GetValues<LoopSign>())
        {
            metrics.LoopStopped(sign);
        }

        seen.ShouldBe(["bot_loops 1 same_text", "bot_loops 1 machine_pace", "bot_loops 1 no_progress"]);
    }

    [Fact]
    public void A_reported_state_is_counted_by_its_name_and_every_other_word_as_one()
    {
        DeliveryStatus?[] reported = [DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read, DeliveryStatus.Failed, null];

        foreach (var status in reported)
        {
            metrics.Reported(status);
        }

        seen.ShouldBe(["statuses 1 sent", "statuses 1 delivered", "statuses 1 read", "statuses 1 failed", "statuses 1 other"]);
    }

    [Fact]
    public void What_was_stored_is_counted_by_what_became_of_it_and_nothing_is_not_counted()
    {
        metrics.WebhookStored(accepted: 3, duplicates: 0, reports: 2, quarantined: 1);

        seen.ShouldBe(["inbox_rows 3 accepted", "inbox_rows 2 report", "inbox_rows 1 quarantined"]);
    }

    [Fact]
    public void A_model_s_answer_counts_its_tokens_and_its_cost()
    {
        metrics.ModelAnswered(new ModelUsage("maker/model", 42, 1_500_000));
        metrics.ModelFailed(wasAsked: true);
        metrics.ModelFailed(wasAsked: false);

        seen.ShouldBe(["model_calls 1 answered", "model_tokens 42", "model_cost_dollars 1.5", "model_calls 1 failed", "model_calls 1 not_configured"]);
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
        metrics.WebhookAnswered("accepted");
        metrics.WebhookIgnored("echo");
        metrics.RowRetried();
        metrics.RowDied();
        metrics.RowReplayed();
        metrics.MessageResent();
        metrics.TurnAnswered("bot");
        metrics.TurnTook(TimeSpan.FromSeconds(0.5));

        seen.ShouldBe(["webhooks 1 accepted", "inbox_rows 1 echo", "inbox_rows 1 retried", "inbox_rows 1 dead", "inbox_rows 1 replayed", "resends 1", "turns 1 bot", "turn_seconds 0.5"]);
    }

    [Fact]
    public void What_is_kept_no_longer_is_counted_by_what_it_was_and_nothing_is_not_counted()
    {
        metrics.Removed(RetentionKind.SignIns, 2);
        metrics.Removed(RetentionKind.Inbox, 500);
        metrics.Removed(RetentionKind.Audit, 0);

        seen.ShouldBe(["rows_removed 2 sign_ins", "rows_removed 500 inbox"]);
    }

    private void See<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> labels) =>
        seen.Add(string.Join(' ', [instrument.Name, FormattableString.Invariant($"{value}"), .. labels.ToArray().Select(label => $"{label.Value}")]));
}
