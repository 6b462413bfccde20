using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Prometheus;

namespace WhatsAppSupport.Api.Metrics;

/// <summary>Listens to this program's meters and a few of the platform's, and writes them as Prometheus reads them, by the names that it expects.</summary>
public sealed class MetricsPage : IDisposable
{
    private readonly CollectorRegistry registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly ConcurrentDictionary<Instrument, ShownInstrument> shown = new();
    private readonly MeterListener listener = new();

    public MetricsPage(IMeterFactory meters)
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (ShownInstruments.AreShown(instrument, meters))
            {
                listening.EnableMeasurementEvents(instrument, shown.GetOrAdd(instrument, one => ShownInstrument.Of(one, factory)));
            }
        };
        listener.SetMeasurementEventCallback<int>((_, value, labels, state) => ((ShownInstrument)state!).Tell(value, labels));
        listener.SetMeasurementEventCallback<long>((_, value, labels, state) => ((ShownInstrument)state!).Tell(value, labels));
        listener.SetMeasurementEventCallback<double>((_, value, labels, state) => ((ShownInstrument)state!).Tell(value, labels));
        listener.Start();
        registry.AddBeforeCollectCallback(listener.RecordObservableInstruments);
    }

    public Task WriteAsync(Stream stream, CancellationToken cancellationToken) => registry.CollectAndExportAsTextAsync(stream, cancellationToken);

    public void Dispose() => listener.Dispose();
}
