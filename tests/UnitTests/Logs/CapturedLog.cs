using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WhatsAppSupport.UnitTests.Logs;

/// <summary>Keeps everything that is logged, of every category and level.</summary>
public sealed class CapturedLog : ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public string All => string.Join('\n', lines);

    public ILoggerProvider Provider => new ForEveryCategory(this);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

    private sealed class ForEveryCategory(CapturedLog log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
        }
    }
}
