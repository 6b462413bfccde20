using System.Diagnostics.Metrics;

namespace WhatsAppSupport.Application.Metrics;

/// <summary>
/// What is counted and timed, by area. Instruments are named as they are read, at <c>/metrics</c> as by OTLP. A label never holds a value that customers or providers can
/// invent; docs/operations.md lists them all.
/// </summary>
public sealed class SupportMetrics
{
    public const string MeterName = "WhatsAppSupport";

    private readonly Meter meter;

    public SupportMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        Inbox = new InboxMetrics(meter);
        Turns = new TurnMetrics(meter);
        Sends = new SendMetrics(meter);
        Models = new ModelMetrics(meter);
        FlowCalls = new FlowCallMetrics(meter);
        Retention = new RetentionMetrics(meter);
    }

    public InboxMetrics Inbox { get; }

    public TurnMetrics Turns { get; }

    public SendMetrics Sends { get; }

    public ModelMetrics Models { get; }

    public FlowCallMetrics FlowCalls { get; }

    public RetentionMetrics Retention { get; }

    /// <summary>Shows each counter as 0 that has counted nothing yet, so that the first event is a rise and not a beginning. For whoever has just begun to listen.</summary>
    public void Begin()
    {
        Inbox.Begin();
        Turns.Begin();
        Sends.Begin();
        Models.Begin();
        FlowCalls.Begin();
        Retention.Begin();
    }

    /// <summary>Something that is looked at when metrics are read, such as the length of a queue. Must be quick.</summary>
    public void Gauge(string name, string description, Func<long> observe) => meter.CreateObservableGauge(name, observe, description: description);

    /// <summary>The same, one value for each label; the labels are ours or out of the settings.</summary>
    public void Gauge(string name, string description, string label, Func<IEnumerable<(string Label, long Value)>> observe) => meter.CreateObservableGauge(
        name, () => observe().Select(one => new Measurement<long>(one.Value, new KeyValuePair<string, object?>(label, one.Label))), description: description);

    /// <summary>A time in seconds; null: there is none to tell, and the metric is not there.</summary>
    public void Gauge(string name, string description, Func<TimeSpan?> observe) => meter.CreateObservableGauge(
        name, () => observe() is { } time ? [new Measurement<double>(time.TotalSeconds)] : Array.Empty<Measurement<double>>(), "s", description);
}
