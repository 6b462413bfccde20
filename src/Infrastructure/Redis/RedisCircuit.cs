using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace WhatsAppSupport.Infrastructure.Redis;

/// <summary>
/// Every question to Redis goes through here, so that a dead Redis costs one short wait now and then and not one a turn:
/// a call has a budget; after a failure nobody asks for a pause, then one call tries; after seconds of trouble
/// (<see cref="RedisTrouble"/>) the connection is made anew.
/// </summary>
public sealed class RedisCircuit(RedisConnection connection, RedisOptions options, TimeProvider clock, ILogger<RedisCircuit> logger)
{
    private static readonly TimeSpan WarnAgainAfter = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly RedisTrouble trouble = new(options.RebuildAfter);
    private volatile bool isFailing;
    private DateTimeOffset closedUntil;
    private DateTimeOffset warnedAt;

    /// <summary>Whether it answered when it was last asked, and is connected now.</summary>
    public bool IsConnected => !isFailing && connection.IsConnected;

    /// <summary>Calls fail again and again, though others may be answered.</summary>
    public bool IsInTrouble => trouble.IsLastingAt(clock.GetUtcNow());

    /// <param name="ask">One round trip.</param>
    /// <param name="otherwise">The answer where Redis gives none.</param>
    /// <param name="cancellationToken">The caller's patience, which is not Redis's fault.</param>
    public async ValueTask<T> AskAsync<T>(Func<IDatabase, Task<T>> ask, T otherwise, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!MayAsk())
        {
            return otherwise;
        }

        // The client's asynchronous calls know no time-out of their own.
        var call = CallAsync(ask);
        try
        {
            var answer = await call.WaitAsync(options.CallBudget, clock, cancellationToken);
            Answered();
            return answer;
        }
        catch (RedisServerException refusal) when (refusal.Message.StartsWith("WRONGTYPE", StringComparison.Ordinal))
        {
            // Somebody else's value under this one key: Redis itself is well.
            return otherwise;
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            Observe(call);
            cancellationToken.ThrowIfCancellationRequested();
            Failed(failure);
            return otherwise;
        }
    }

    /// <summary>What the client throws when Redis, or the way to it, is at fault.</summary>
    internal static bool IsFailure(Exception exception) => exception
        is RedisException or RedisCommandException or TimeoutException or SocketException or IOException
        or ObjectDisposedException or OperationCanceledException or AggregateException;

    private async Task<T> CallAsync<T>(Func<IDatabase, Task<T>> ask) => await ask(await connection.DatabaseAsync());

    private bool MayAsk()
    {
        if (!isFailing)
        {
            return true;
        }

        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (isFailing && now < closedUntil)
            {
                return false;
            }

            // This call tries; the others wait for what it finds.
            closedUntil = now + options.PauseAfterFailure;
            return true;
        }
    }

    private void Answered()
    {
        trouble.Answered();
        if (!isFailing)
        {
            return;
        }

        lock (gate)
        {
            isFailing = false;
        }

        logger.Answers();
    }

    private void Failed(Exception failure)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            isFailing = true;
            closedUntil = now + options.PauseAfterFailure;
            if (now - warnedAt >= WarnAgainAfter)
            {
                warnedAt = now;
                logger.Fails(failure is RedisConnectionException broken ? broken.FailureType.ToString() : failure.GetType().Name);
            }

            if (trouble.Failed(now) is { } lasted)
            {
                logger.IsRebuilt(lasted.TotalSeconds);
                _ = connection.RebuildAsync();
            }
        }
    }

    /// <summary>Nobody waits for it any more; what it throws in the end was told already.</summary>
    private static void Observe(Task abandoned) => _ = abandoned.ContinueWith(
        static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
