using System.Diagnostics.Metrics;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Application.Retention;
using WhatsAppSupport.Domain.Conversations;
using WhatsAppSupport.Domain.Messages;

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
    private readonly Counter<long> loops;
    private readonly Counter<long> sends;
    private readonly Histogram<double> sendTime;
    private readonly Counter<long> resends;
    private readonly Counter<long> statuses;
    private readonly Counter<long> modelCalls;
    private readonly Counter<long> modelTokens;
    private readonly Counter<double> modelCost;
    private readonly Counter<long> removed;

    public SupportMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        webhooks = meter.CreateCounter<long>("webhooks", description: "Webhook requests by outcome");
        inbox = meter.CreateCounter<long>("inbox_rows", description: "What webhooks and lanes made of rows, by outcome");
        turns = meter.CreateCounter<long>("turns", description: "Turns that were answered, by who or what did");
        turnTime = meter.CreateHistogram<double>("turn_seconds", "s", "From taking a row to its commit");
        loops = meter.CreateCounter<long>("bot_loops", description: "Conversations stopped because another program answers us, by what it was recognised by");
        sends = meter.CreateCounter<long>("sends", description: "Requests to the provider by outcome");
        sendTime = meter.CreateHistogram<double>("send_seconds", "s", "Time of a request to the provider");
        resends = meter.CreateCounter<long>("resends", description: "Messages that were written anew because they did not arrive");
        statuses = meter.CreateCounter<long>("statuses", description: "Delivery states that the provider reported");
        modelCalls = meter.CreateCounter<long>("model_calls", description: "Questions to the language model by outcome");
        modelTokens = meter.CreateCounter<long>("model_tokens", description: "Tokens of the language model's answers");
        modelCost = meter.CreateCounter<double>("model_cost_dollars", description: "What the language model's answers cost");
        removed = meter.CreateCounter<long>("rows_removed", description: "Rows that are kept no longer, by what they were");
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

    /// <summary>A row threw and is tried again.</summary>
    public void RowRetried() => Rows("retried", 1);

    /// <summary>A row was given up.</summary>
    public void RowDied() => Rows("dead", 1);

    /// <summary>A parked row was taken up again at a person's word.</summary>
    public void RowReplayed() => Rows("replayed", 1);

    /// <summary>Who had the last word: <c>bot</c>, <c>model</c>, or <c>silent</c> when nothing was said.</summary>
    public void TurnAnswered(string kind) => turns.Add(1, Label("kind", kind));

    /// <param name="time">From taking the row to its commit.</param>
    public void TurnTook(TimeSpan time) => turnTime.Record(time.TotalSeconds);

    /// <summary>Two programs talked to each other: <c>same_text</c>, <c>machine_pace</c>, <c>no_progress</c>.</summary>
    public void LoopStopped(LoopSign sign)
    {
        if (sign != LoopSign.None)
        {
            loops.Add(1, Label("sign", NameOf(sign)));
        }
    }

    /// <summary>What was held back was no request.</summary>
    public void Sent(SendOutcome outcome, TimeSpan time)
    {
        if (outcome is SendOutcome.HeldBack)
        {
            return;
        }

        sends.Add(1, Label("outcome", NameOf(outcome)));
        sendTime.Record(time.TotalSeconds);
    }

    /// <summary>A person had the words of a message written anew that did not arrive.</summary>
    public void MessageResent() => resends.Add(1);

    /// <summary>The provider reported a state; null for a word that moves nothing.</summary>
    public void Reported(DeliveryStatus? status) => statuses.Add(1, Label("status", NameOf(status)));

    public void ModelAnswered(ModelUsage usage)
    {
        modelCalls.Add(1, Label("outcome", "answered"));
        modelTokens.Add(usage.Tokens);
        modelCost.Add((usage.CostMicroDollars ?? 0) / 1e6);
    }

    /// <param name="wasAsked">False: none is configured.</param>
    public void ModelFailed(bool wasAsked) => modelCalls.Add(1, Label("outcome", wasAsked ? "failed" : "not_configured"));

    /// <summary>It was kept for as long as the settings say.</summary>
    public void Removed(RetentionKind kind, int rows)
    {
        if (rows > 0)
        {
            removed.Add(rows, Label("kind", NameOf(kind)));
        }
    }

    /// <summary>Something that is looked at when metrics are read, such as the length of a queue. Must be quick.</summary>
    public void Gauge(string name, string description, Func<long> observe) => meter.CreateObservableGauge(name, observe, description: description);

    /// <summary>The same, one value for each label; the labels are ours or out of the settings.</summary>
    public void Gauge(string name, string description, string label, Func<IEnumerable<(string Label, long Value)>> observe) => meter.CreateObservableGauge(
        name, () => observe().Select(one => new Measurement<long>(one.Value, Label(label, one.Label))), description: description);

    private void Rows(string outcome, int count)
    {
        if (count > 0)
        {
            inbox.Add(count, Label("outcome", outcome));
        }
    }

    private static string NameOf(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted => "accepted",
        SendOutcome.RefusedForNow => "refused_for_now",
        SendOutcome.AccountRefused => "account_refused",
        SendOutcome.Refused => "refused",
        _ => "perhaps_sent",
    };

    private static string NameOf(LoopSign sign) => sign switch
    {
        LoopSign.SameText => "same_text",
        LoopSign.MachinePace => "machine_pace",
        _ => "no_progress",
    };

    private static string NameOf(DeliveryStatus? status) => status switch
    {
        DeliveryStatus.Sent => "sent",
        DeliveryStatus.Delivered => "delivered",
        DeliveryStatus.Read => "read",
        DeliveryStatus.Failed => "failed",
        _ => "other",
    };

    private static string NameOf(RetentionKind kind) => kind switch
    {
        RetentionKind.SignIns => "sign_ins",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}
