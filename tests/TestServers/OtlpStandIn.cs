using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace WhatsAppSupport.TestServers;

/// <param name="Parent">The span's id; empty for the first of its trace.</param>
/// <param name="Process">Tells the processes of one program apart.</param>
public sealed record OtlpSpan(string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Attributes, string Process, string Service)
{
    public string? Attribute(string name) => Attributes.GetValueOrDefault(name);
}

/// <param name="Kind"><c>gauge</c>, <c>counter</c> or <c>histogram</c>.</param>
/// <param name="Labels">Of each of its values.</param>
public sealed record OtlpMetric(string Name, string Kind, IReadOnlyList<IReadOnlyDictionary<string, string>> Labels);

/// <summary>Stands in for a collector: takes metrics and traces by OTLP over HTTP, in protobuf.</summary>
public sealed class OtlpStandIn : IAsyncDisposable
{
    private const string InstanceId = "service.instance.id";
    private const string ServiceName = "service.name";

    private readonly ConcurrentQueue<OtlpSpan> spans = new();
    private readonly ConcurrentQueue<OtlpMetric> metrics = new();
    private readonly ConcurrentQueue<byte[]> bodies = new();
    private readonly ConcurrentQueue<string> keys = new();
    private StandInServer server = null!;

    public Uri Address => server.Address;

    public IReadOnlyList<OtlpSpan> Spans => [.. spans];

    public IReadOnlyList<OtlpMetric> Metrics => [.. metrics];

    /// <summary>All that came, as it came.</summary>
    public IReadOnlyList<byte[]> Bodies => [.. bodies];

    /// <summary>What requests bore in <c>X-Key</c>.</summary>
    public IReadOnlyList<string> Keys => [.. keys];

    /// <summary>For a program that is to send here soon, and not when somebody would look.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address.AbsoluteUri.TrimEnd('/'),
        ["OTEL_EXPORTER_OTLP_HEADERS"] = "X-Key=an-invented-collector-key",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    public static async Task<OtlpStandIn> StartAsync()
    {
        var standIn = new OtlpStandIn();
        standIn.server = await StandInServer.StartAsync(standIn.AnswerAsync);
        return standIn;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        var posted = body.ToArray();
        keys.Enqueue(context.Request.Headers["X-Key"].ToString());
        bodies.Enqueue(posted);
        switch (context.Request.Path.Value)
        {
            case "/v1/traces":
                KeepSpans(new OtlpWire(posted));
                break;
            case "/v1/metrics":
                KeepMetrics(new OtlpWire(posted));
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }

        context.Response.ContentType = "application/x-protobuf";
    }

    private void KeepSpans(OtlpWire posted)
    {
        foreach (var ofResource in posted.Messages(1))
        {
            var resource = ofResource.Messages(1).FirstOrDefault().Attributes(1);
            foreach (var span in ofResource.Messages(2).SelectMany(ofScope => ofScope.Messages(2)))
            {
                spans.Enqueue(new OtlpSpan(
                    span.Id(1), span.Id(2), span.Id(4), span.Text(5), span.Attributes(9), resource.GetValueOrDefault(InstanceId, ""), resource.GetValueOrDefault(ServiceName, "")));
            }
        }
    }

    private void KeepMetrics(OtlpWire posted)
    {
        const int Gauge = 5, Sum = 7, Histogram = 9;
        foreach (var metric in posted.Messages(1).SelectMany(ofResource => ofResource.Messages(2)).SelectMany(ofScope => ofScope.Messages(2)))
        {
            var (field, kind, labels) = metric.Has(Histogram) ? (Histogram, "histogram", 9) : metric.Has(Gauge) ? (Gauge, "gauge", 7) : (Sum, "counter", 7);
            var isMonotonic = field != Sum || metric.Messages(Sum).Single().Number(3) == 1;
            metrics.Enqueue(new OtlpMetric(
                metric.Text(1), isMonotonic ? kind : "gauge", [.. metric.Messages(field).SelectMany(data => data.Messages(1)).Select(point => point.Attributes(labels))]));
        }
    }
}
