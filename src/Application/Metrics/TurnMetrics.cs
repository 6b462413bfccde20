using System.Diagnostics.Metrics;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Application.Metrics;

/// <summary>Turns that were committed.</summary>
public sealed class TurnMetrics
{
    private readonly LabelledCounter turns;
    private readonly Histogram<double> turnTime;
    private readonly LabelledCounter loops;
    private readonly Counter<long> limitedMessages;
    private readonly Counter<long> limitedCustomers;

    internal TurnMetrics(Meter meter)
    {
        turns = new(meter, "support_turns_total", "Turns that were committed, by who or what had the last word", "kind", "bot", "model", "silent");
        turnTime = meter.CreateHistogram<double>("support_turn_seconds", "s", "From taking a row to its commit");
        loops = new(
            meter, "support_bot_loops_total", "Conversations stopped because another program answers us, by what it was recognised by", "sign", "same_text", "machine_pace", "no_progress");
        limitedMessages = meter.CreateCounter<long>("support_rate_limited_messages_total", description: "Messages that were kept without an answer because their customer writes too fast");
        limitedCustomers = meter.CreateCounter<long>("support_rate_limited_customers_total", description: "How often a customer began to write too fast");
    }

    /// <summary>A turn is committed.</summary>
    /// <param name="kind">Who had the last word: <c>bot</c>, <c>model</c>, or <c>silent</c> when nothing was said.</param>
    /// <param name="time">From taking the row to its commit.</param>
    public void Committed(string kind, TimeSpan time)
    {
        turns.Add(1, kind);
        turnTime.Record(time.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));
    }

    /// <summary>Two programs talked to each other: <c>same_text</c>, <c>machine_pace</c>, <c>no_progress</c>.</summary>
    public void LoopStopped(LoopSign sign) => loops.Add(sign == LoopSign.None ? 0 : 1, NameOf(sign));

    /// <summary>A customer's message was looked at for how fast they write.</summary>
    public void Rated(RateVerdict verdict)
    {
        limitedMessages.Add(verdict == RateVerdict.Answer ? 0 : 1);
        limitedCustomers.Add(verdict == RateVerdict.StoreAndNotice ? 1 : 0);
    }

    internal void Begin()
    {
        turns.Begin();
        loops.Begin();
        Rated(RateVerdict.Answer);
    }

    private static string NameOf(LoopSign sign) => sign switch
    {
        LoopSign.SameText => "same_text",
        LoopSign.MachinePace => "machine_pace",
        _ => "no_progress",
    };
}
