using System.Collections.Concurrent;
using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace WhatsAppSupport.UnitTests.Api;

/// <summary>A log that remembers, with every property and exception in full.</summary>
internal sealed class LogLines : ILogEventSink
{
    private readonly ConcurrentQueue<LogEvent> events = new();

    public IReadOnlyList<string> All =>
    [
        .. events.Select(entry =>
            $"{entry.Level} {entry.RenderMessage(CultureInfo.InvariantCulture)} {string.Join(' ', entry.Properties.Values)} {entry.Exception}"),
    ];

    public void Emit(LogEvent logEvent) => events.Enqueue(logEvent);
}
