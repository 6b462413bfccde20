using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using WhatsAppSupport.Api.Metrics;
using WhatsAppSupport.Api.Settings;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Traces;

namespace WhatsAppSupport.Api.Telemetry;

/// <summary>
/// Sends metrics and traces to a collector. Only this program's own spans: those of the platform bear addresses as they were asked for. A collector that does not answer
/// loses what it was to get; nothing else waits for it.
/// </summary>
internal sealed class OtlpExport : IDisposable
{
    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    public OtlpExport(OtlpSettings settings, IMeterFactory meters)
    {
        var resource = ResourceBuilder.CreateDefault().AddService(settings.Service, serviceVersion: BuildMetrics.Version);
        traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(SupportTraces.SourceName)
            .AddOtlpExporter(options => Set(options, settings, "traces"))
            .Build();
        metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(ShownInstruments.Meters)
            .AddView(instrument => ViewOf(instrument, meters))
            .AddOtlpExporter(options => Set(options, settings, "metrics"))
            .Build();
    }

    /// <summary>What is left is sent before.</summary>
    public void Dispose()
    {
        traces.Dispose();
        metrics.Dispose();
    }

    private static MetricStreamConfiguration? ViewOf(Instrument instrument, IMeterFactory meters) =>
        !ShownInstruments.AreShown(instrument, meters) ? MetricStreamConfiguration.Drop
        : instrument is Histogram<double> ? new ExplicitBucketHistogramConfiguration { Boundaries = ShownInstruments.Buckets }
        : null;

    private static void Set(OtlpExporterOptions options, OtlpSettings settings, string signal)
    {
        var isGrpc = settings.Protocol == OtlpProtocol.Grpc;
        options.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = isGrpc ? settings.Endpoint : new Uri($"{settings.Endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
        options.Headers = settings.Headers;
    }
}
