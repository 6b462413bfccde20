using System.Diagnostics.Metrics;
using WhatsAppSupport.Application.Delivery;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Metrics;

/// <summary>What was handed to the provider, and what it said of it later.</summary>
public sealed class SendMetrics
{
    private readonly LabelledCounter sends;
    private readonly Histogram<double> sendTime;
    private readonly Histogram<double> replyTime;
    private readonly Counter<long> resends;
    private readonly LabelledCounter statuses;

    internal SendMetrics(Meter meter)
    {
        sends = new(
            meter, "support_sends_total", "Requests to the provider by outcome", "outcome", "accepted", "refused_for_now", "account_refused", "refused", "perhaps_sent");
        sendTime = meter.CreateHistogram<double>("support_send_seconds", "s", "Time of a request to the provider");
        replyTime = meter.CreateHistogram<double>(
            "support_reply_seconds", "s", "From the acceptance of a customer's message to the moment at which the provider took the first reply to it");
        resends = meter.CreateCounter<long>("support_resends_total", description: "Messages that were written anew because they did not arrive");
        statuses = new(meter, "support_statuses_total", "Delivery states that the provider reported", "status", "sent", "delivered", "read", "failed", "other");
    }

    /// <summary>What was held back was no request.</summary>
    public void Sent(SendOutcome outcome, TimeSpan time)
    {
        if (outcome is SendOutcome.HeldBack)
        {
            return;
        }

        var name = NameOf(outcome);
        sends.Add(1, name);
        sendTime.Record(time.TotalSeconds, new KeyValuePair<string, object?>("outcome", name));
    }

    /// <summary>The provider took the first reply to a customer's message.</summary>
    /// <param name="time">Since that was accepted.</param>
    public void Replied(TimeSpan time) => replyTime.Record(Math.Max(0, time.TotalSeconds));

    /// <summary>A person had the words of a message written anew that did not arrive.</summary>
    public void Resent() => resends.Add(1);

    /// <summary>The provider reported a state; null for a word that moves nothing.</summary>
    public void Reported(DeliveryStatus? status) => statuses.Add(1, NameOf(status));

    internal void Begin()
    {
        sends.Begin();
        resends.Add(0);
        statuses.Begin();
    }

    internal static string NameOf(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted => "accepted",
        SendOutcome.RefusedForNow => "refused_for_now",
        SendOutcome.AccountRefused => "account_refused",
        SendOutcome.Refused => "refused",
        SendOutcome.HeldBack => "held_back",
        _ => "perhaps_sent",
    };

    internal static string NameOf(DeliveryStatus? status) => status switch
    {
        DeliveryStatus.Sent => "sent",
        DeliveryStatus.Delivered => "delivered",
        DeliveryStatus.Read => "read",
        DeliveryStatus.Failed => "failed",
        _ => "other",
    };
}
