using System.Diagnostics.Metrics;

namespace WhatsAppSupport.Application.Metrics;

/// <summary>Webhooks, and what became of the rows that they left.</summary>
public sealed class InboxMetrics
{
    private readonly LabelledCounter webhooks;
    private readonly Histogram<double> webhookTime;
    private readonly LabelledCounter rows;

    internal InboxMetrics(Meter meter)
    {
        webhooks = new(meter, "support_webhooks_total", "Webhook requests by outcome", "outcome", "accepted", "refused", "too_large", "unavailable");
        webhookTime = meter.CreateHistogram<double>("support_webhook_seconds", "s", "From a webhook's arrival to its answer");
        rows = new(
            meter,
            "support_inbox_rows_total",
            "What webhooks and lanes made of rows, by outcome",
            "outcome",
            "accepted",
            "duplicate",
            "report",
            "quarantined",
            "dashboard_test",
            "echo",
            "second_event",
            "retried",
            "dead",
            "replayed");
    }

    /// <summary>A request to the webhook was answered: <c>accepted</c>, <c>refused</c>, <c>too_large</c>, <c>unavailable</c>.</summary>
    public void Answered(string outcome, TimeSpan time)
    {
        webhooks.Add(1, outcome);
        webhookTime.Record(time.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
    }

    public void Stored(int accepted, int duplicates, int reports, int quarantined)
    {
        rows.Add(accepted, "accepted");
        rows.Add(duplicates, "duplicate");
        rows.Add(reports, "report");
        rows.Add(quarantined, "quarantined");
    }

    /// <summary>Not about a customer, or about one again: <c>dashboard_test</c>, <c>echo</c>, <c>second_event</c>.</summary>
    public void Ignored(string reason) => rows.Add(1, reason);

    /// <summary>A row threw and is tried again.</summary>
    public void RowRetried() => rows.Add(1, "retried");

    /// <summary>A row was given up.</summary>
    public void RowDied() => rows.Add(1, "dead");

    /// <summary>A parked row was taken up again at a person's word.</summary>
    public void RowReplayed() => rows.Add(1, "replayed");

    internal void Begin()
    {
        webhooks.Begin();
        rows.Begin();
    }
}
