using System.Diagnostics.Metrics;
using Prometheus;
using WhatsAppSupport.Application.Metrics;

namespace WhatsAppSupport.Api.Metrics;

/// <summary>Listens to this program's meters and a few of the platform's, and writes them as Prometheus reads them.</summary>
public sealed class MetricsPage : IDisposable
{
    /// <summary>From a cached turn to a model's slow answer, in seconds.</summary>
    private static readonly double[] Buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    /// <summary>Their labels are routes, methods and statuses, never what a caller invents.</summary>
    private static readonly HashSet<string> PlatformInstruments =
    [
        "http.server.request.duration",
        "http.server.active_requests",
        "kestrel.active_connections",
        "dotnet.process.memory.working_set",
        "dotnet.process.cpu.time",
        "dotnet.gc.heap.total_allocated",
        "dotnet.gc.pause.time",
        "dotnet.thread_pool.queue.length",
        "dotnet.thread_pool.thread.count",
        "dotnet.exceptions",
    ];

    private readonly CollectorRegistry registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly IMeterFactory meters;
    private readonly IDisposable listener;

    public MetricsPage(IMeterFactory meters)
    {
        this.meters = meters;
        listener = MeterAdapter.StartListening(new MeterAdapterOptions
        {
            Registry = registry,
            MetricFactory = Prometheus.Metrics.WithCustomRegistry(registry),
            InstrumentFilterPredicate = IsShown,
            ResolveHistogramBuckets = _ => Buckets,
        });
    }

    public Task WriteAsync(Stream stream, CancellationToken cancellationToken) => registry.CollectAndExportAsTextAsync(stream, cancellationToken);

    public void Dispose() => listener.Dispose();

    /// <summary>Meters of other programs in the same process (as in tests) come from other factories.</summary>
    private bool IsShown(Instrument instrument) =>
        (instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, meters))
        && (instrument.Meter.Name == SupportMetrics.MeterName || PlatformInstruments.Contains(instrument.Name));
}
