using System.Diagnostics.Metrics;

namespace WhatsAppSupport.Application.Metrics;

/// <summary>What is counted and timed. A label never holds a value that customers or providers can invent.</summary>
public sealed class SupportMetrics
{
    public const string MeterName = "WhatsAppSupport";

    private readonly Meter meter;
    private readonly Counter<long> webhooks;
    private readonly Counter<long> inbox;
    private readonly Counter<long> turns;
    private readonly Histogram<double> turnTime;
    private readonly Counter<long> sends;
    private readonly Histogram<double> sendTime;
    private readonly Counter<long> statuses;
    private readonly Counter<long> modelCalls;
    private readonly Counter<long> modelTokens;
    private readonly Counter<double> modelCost;

    public SupportMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        webhooks = meter.CreateCounter<long>("webhooks", description: "Webhook requests by outcome");
        inbox = meter.CreateCounter<long>("inbox_rows", description: "What webhooks and lanes made of rows, by outcome");
        turns = meter.CreateCounter<long>("turns", description: "Turns of conversations by kind");
        turnTime = meter.CreateHistogram<double>("turn_seconds", "s", "From taking a row to its commit");
        sends = meter.CreateCounter<long>("sends", description: "Requests to the provider by outcome");
        sendTime = meter.CreateHistogram<double>("send_seconds", "s", "Time of a request to the provider");
        statuses = meter.CreateCounter<long>("statuses", description: "Delivery states that messages reached");
        modelCalls = meter.CreateCounter<long>("model_calls", description: "Questions to the language model by outcome");
        modelTokens = meter.CreateCounter<long>("model_tokens", description: "Tokens of the language model's answers");
        modelCost = meter.CreateCounter<double>("model_cost_dollars", description: "What the language model's answers cost");
    }

    /// <summary>A request to the webhook was answered: <c>accepted</c>, <c>refused</c>, <c>too_large</c>, <c>unavailable</c>.</summary>
    public void WebhookAnswered(string outcome) => webhooks.Add(1, Label("outcome", outcome));

    public void WebhookStored(int accepted, int duplicates, int reports, int quarantined)
    {
        Rows("accepted", accepted);
        Rows("duplicate", duplicates);
        Rows("report", reports);
        Rows("quarantined", quarantined);
    }

    /// <summary>Not about a customer: <c>dashboard_test</c>, <c>echo</c>.</summary>
    public void WebhookIgnored(string reason) => Rows(reason, 1);

    /// <summary>A lane is through with a row: <c>done</c>, <c>retried</c>, <c>dead</c>.</summary>
    public void RowSettled(string outcome) => Rows(outcome, 1);

    /// <summary>Who answered: <c>flow</c>, <c>model</c>, <c>apology</c>, <c>silent</c>, <c>timer</c>.</summary>
    public void Turned(string kind, TimeSpan time)
    {
        turns.Add(1, Label("kind", kind));
        turnTime.Record(time.TotalSeconds);
    }

    /// <summary><c>accepted</c>, <c>refused_for_now</c>, <c>account_refused</c>, <c>refused</c>, <c>perhaps_sent</c>.</summary>
    public void Sent(string outcome, TimeSpan time)
    {
        sends.Add(1, Label("outcome", outcome));
        sendTime.Record(time.TotalSeconds);
    }

    /// <summary>A message of ours reached a state: <c>sent</c>, <c>delivered</c>, <c>read</c>, <c>failed</c>, <c>unknown</c>.</summary>
    public void StatusReached(string status, int messages = 1) => statuses.Add(messages, Label("status", status));

    /// <summary><c>answered</c> or <c>failed</c>.</summary>
    public void ModelAsked(string outcome, int tokens = 0, long costMicroDollars = 0)
    {
        modelCalls.Add(1, Label("outcome", outcome));
        modelTokens.Add(tokens);
        modelCost.Add(costMicroDollars / 1e6);
    }

    /// <summary>Something that is looked at when metrics are read, such as the length of a queue. Must be quick.</summary>
    public void Gauge(string name, string description, Func<long> observe) => meter.CreateObservableGauge(name, observe, description: description);

    private void Rows(string outcome, int count)
    {
        if (count > 0)
        {
            inbox.Add(count, Label("outcome", outcome));
        }
    }

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}
