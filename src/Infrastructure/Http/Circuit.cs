using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using WhatsAppSupport.Application.Health;
using CircuitState = WhatsAppSupport.Application.Health.CircuitState;

namespace WhatsAppSupport.Infrastructure.Http;

/// <summary>
/// Polly's circuit breaker around requests whose answers are judged by us, with what <see cref="ICircuit"/> shows of it. The break is
/// spread by up to a quarter, so that several processes do not come back at once.
/// </summary>
/// <typeparam name="T">What a request came to.</typeparam>
internal sealed partial class Circuit<T> : ICircuit
    where T : class
{
    private readonly CircuitBreakerStateProvider polly = new();
    private readonly CircuitLimits limits;
    private readonly Func<T, TimeSpan?> asks;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly ResiliencePipeline<T> pipeline;
    private long openUntil;
    private long askedUntil;
    private long recoveredAt;

    /// <param name="isFailure">Whether the other side is at fault; what one request is refused for is no failure.</param>
    /// <param name="asks">How long the other side asked us to stay away; null when it did not.</param>
    public Circuit(string name, CircuitLimits limits, Func<T, bool> isFailure, Func<T, TimeSpan?> asks, TimeProvider clock, ILogger logger)
    {
        (Name, this.limits, this.asks, this.clock, this.logger) = (name, limits, asks, clock, logger);
        pipeline = new ResiliencePipelineBuilder<T> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<T>
            {
                SamplingDuration = limits.Window,
                MinimumThroughput = limits.LeastRequests,
                FailureRatio = limits.FailureRatio,
                BreakDurationGenerator = arguments => ValueTask.FromResult(BreakAfter(arguments.HalfOpenAttempts)),
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } result && isFailure(result)),
                StateProvider = polly,
                OnOpened = arguments => Opened(arguments.BreakDuration),
                OnHalfOpened = _ => Recovers(),
                OnClosed = _ => Closed(),
            })
            .Build();
    }

    public string Name { get; }

    public CircuitState State => polly.CircuitState switch
    {
        Polly.CircuitBreaker.CircuitState.HalfOpen => CircuitState.HalfOpen,
        Polly.CircuitBreaker.CircuitState.Closed when !IsResting => CircuitState.Closed,
        _ => CircuitState.Open,
    };

    public DateTimeOffset? ProbeAt => State == CircuitState.Open ? Instant(Math.Max(Volatile.Read(ref openUntil), RestsUntil)) : null;

    public DateTimeOffset? RecoveredAt => Instant(Volatile.Read(ref recoveredAt));

    private bool IsResting => RestsUntil > Now;

    private long RestsUntil => limits.RestsWhenAsked ? Volatile.Read(ref askedUntil) : 0;

    private long Now => clock.GetUtcNow().UtcTicks;

    /// <summary>Null: it is open, and nothing was asked.</summary>
    public async ValueTask<T?> RunAsync<TState>(Func<TState, CancellationToken, ValueTask<T>> ask, TState state, CancellationToken cancellationToken)
    {
        if (IsResting)
        {
            return null;
        }

        try
        {
            return await pipeline.ExecuteAsync(
                static async (run, token) => run.Circuit.Listened(await run.Ask(run.State, token).ConfigureAwait(false)),
                (Circuit: this, Ask: ask, State: state),
                cancellationToken).ConfigureAwait(false);
        }
        catch (BrokenCircuitException)
        {
            return null;
        }
    }

    /// <summary>Before the breaker hears of it: the break that it may cause lasts as long as was asked for.</summary>
    private T Listened(T result)
    {
        if (asks(result) is { } wait)
        {
            Volatile.Write(ref askedUntil, Now + RetryAfter.Bound(wait).Ticks);
        }

        return result;
    }

    private TimeSpan BreakAfter(int failedProbes)
    {
        var own = limits.Break * Math.Pow(2, Math.Min(failedProbes, 16));
        var asked = TimeSpan.FromTicks(Math.Max(0, Volatile.Read(ref askedUntil) - Now));
        var lasting = own < limits.LongestBreak ? own : limits.LongestBreak;
        lasting = (asked > lasting ? asked : lasting) * (1 + (Random.Shared.NextDouble() / 4));
        Volatile.Write(ref openUntil, Now + lasting.Ticks);
        return lasting;
    }

    private ValueTask Opened(TimeSpan lasting)
    {
        Volatile.Write(ref openUntil, Now + lasting.Ticks);
        LogOpened(logger, Name, lasting.TotalSeconds);
        return default;
    }

    private ValueTask Recovers()
    {
        Volatile.Write(ref recoveredAt, Now);
        return default;
    }

    private ValueTask Closed()
    {
        Volatile.Write(ref recoveredAt, Now);
        LogClosed(logger, Name);
        return default;
    }

    private static DateTimeOffset? Instant(long ticks) => ticks > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    [LoggerMessage(LogLevel.Warning, "{Circuit} does not answer: it is left alone for {Seconds} s, then one request tries")]
    private static partial void LogOpened(ILogger logger, string circuit, double seconds);

    [LoggerMessage(LogLevel.Information, "{Circuit} answers again")]
    private static partial void LogClosed(ILogger logger, string circuit);
}
