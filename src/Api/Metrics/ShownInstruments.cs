using System.Diagnostics.Metrics;
using WhatsAppSupport.Application.Metrics;

namespace WhatsAppSupport.Api.Metrics;

/// <summary>What is told of this program, at <c>/metrics</c> as by OTLP: its own instruments, and a few of the platform's.</summary>
internal static class ShownInstruments
{
    /// <summary>From a cached turn to a model's slow answer, in seconds.</summary>
    public static readonly double[] Buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    /// <summary>Whose meters the instruments are of.</summary>
    public static readonly string[] Meters =
        [SupportMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    /// <summary>Their labels are routes, methods, statuses and names of ours, never what a caller invents.</summary>
    private static readonly HashSet<string> Platform =
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
        "db.client.connection.count",
        "db.client.connection.max",
        "db.client.connection.npgsql.pending_requests",
    ];

    /// <summary>The runtime calls them counters, though they fall, too.</summary>
    private static readonly HashSet<string> Falling = ["dotnet.thread_pool.queue.length", "dotnet.thread_pool.thread.count"];

    /// <summary>Meters of other programs in the same process (as in tests) come from other factories.</summary>
    public static bool AreShown(Instrument instrument, IMeterFactory meters) =>
        (instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, meters))
        && (instrument.Meter.Name == SupportMetrics.MeterName || Platform.Contains(instrument.Name));

    /// <summary>It only rises, and is told as what has come together.</summary>
    public static bool IsObservedCounter(Instrument instrument) =>
        instrument.IsObservable && instrument.GetType().Name == "ObservableCounter`1" && !Falling.Contains(instrument.Name);
}
