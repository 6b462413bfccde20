using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WhatsAppSupport.IntegrationTests.Canaries;

/// <summary>
/// All that a service inside of the test's process could tell of itself: its log with every line that is ever written, each activity of each source with all that hangs on it, the
/// labels of each measurement. Of other tests' services it hears, too: nobody there knows the canaries.
/// </summary>
internal sealed class Telemetry : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, byte> log = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> traces = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> measurements = new(StringComparer.Ordinal);
    private readonly ActivityListener activities;
    private readonly MeterListener meters = new();

    public Telemetry()
    {
        activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traces.TryAdd(Text(activity), 0),
        };
        ActivitySource.AddActivityListener(activities);
        meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        Measure<byte>();
        Measure<short>();
        Measure<int>();
        Measure<long>();
        Measure<float>();
        Measure<double>();
        Measure<decimal>();
        meters.Start();
    }

    /// <summary>Each kind, whole.</summary>
    public IEnumerable<(string Place, string Told)> All =>
    [
        ("the log", string.Join('\n', log.Keys)),
        ("a trace", string.Join('\n', traces.Keys)),
        ("a measurement", string.Join('\n', measurements.Keys)),
    ];

    /// <summary>For the log of this service: of the program all that is ever written, of others what its log lets through.</summary>
    public void Hear(WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter<NotOurs>((category, level) => level >= LogLevel.Warning || category?.StartsWith("WhatsAppSupport", StringComparison.Ordinal) == true);
        builder.Services.AddSingleton<ILoggerProvider>(new NotOurs(this));
    }

    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

    public void Dispose()
    {
        activities.Dispose();
        meters.Dispose();
    }

    private static string Text(Activity activity) => string.Join(
        '|',
        [
            activity.Source.Name, activity.OperationName, activity.DisplayName, activity.StatusDescription, activity.TraceStateString,
            .. activity.TagObjects.Select(Text),
            .. activity.Baggage.Select(one => $"{one.Key}={one.Value}"),
            .. activity.Events.SelectMany(one => one.Tags.Select(Text).Prepend(one.Name)),
            .. activity.Links.SelectMany(one => one.Tags?.Select(Text) ?? []),
        ]);

    private static string Text(KeyValuePair<string, object?> tag) => $"{tag.Key}={(tag.Value is string[] several ? string.Join(',', several) : tag.Value)}";

    private void Measure<T>()
        where T : struct => meters.SetMeasurementEventCallback<T>((instrument, value, tags, _) =>
    {
        if (tags.Length > 0)
        {
            measurements.TryAdd($"{instrument.Name} {string.Join('|', tags.ToArray().Select(Text))}", 0);
        }
    });

    /// <summary>The service disposes of its providers, and may be started again.</summary>
    private sealed class NotOurs(Telemetry telemetry) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => telemetry.CreateLogger(categoryName);

        public void Dispose()
        {
            // It goes with the test.
        }
    }

    private sealed class Line(Telemetry telemetry, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            // The host's scope has the path as it was asked for, which the program's own log leaves out: see KilledCanaryContract.
            if (category != "Microsoft.AspNetCore.Hosting.Diagnostics")
            {
                Keep(state);
            }

            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Keep(formatter(state, exception));
            Keep(state);
            if (exception is not null)
            {
                Keep(exception);
            }
        }

        /// <summary>With the values, which a log of JSON has each by itself.</summary>
        private void Keep(object? state) => telemetry.log.TryAdd(
            $"{category}: {state}{(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join('|', values.Select(Text)) : "")}", 0);
    }
}
