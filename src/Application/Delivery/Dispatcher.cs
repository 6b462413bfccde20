using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Health;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Metrics;
using WhatsAppSupport.Application.Traces;
using WhatsAppSupport.Domain.Messages;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>
/// Sends claimed messages and stores what came of it. The result of one claims the customer's next, so that several replies
/// leave one after another without asking the database for work.
/// </summary>
public sealed partial class Dispatcher(
    IMessageGateway gateway,
    IOutbox outbox,
    SendPace pace,
    SendGate gate,
    ReportSignal reports,
    IFaults faults,
    SupportMetrics metrics,
    SupportTraces traces,
    TimeProvider clock,
    ILogger<Dispatcher> logger)
    : IDisposable
{
    private const int MostInFlight = 512;

    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abandoning = new();
    private int inFlight;

    /// <summary>False while as much is on its way as may be, or while the provider does not take everything: then only the pump claims, as much as <see cref="Room"/>.</summary>
    public bool IsOpen => Volatile.Read(ref inFlight) < MostInFlight && gate.IsOpen && !stopping.IsCancellationRequested;

    /// <summary>The provider takes nothing, or nobody knows yet: everything waits, nothing is failed.</summary>
    public bool IsShut => gate.IsShut || stopping.IsCancellationRequested;

    /// <summary>Something is on its way, or its result is not stored yet.</summary>
    public bool IsSending => Volatile.Read(ref inFlight) > 0;

    /// <summary>Messages that are on their way to the provider, or whose result is being stored.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>How many more may be claimed now.</summary>
    public int Room => stopping.IsCancellationRequested ? 0 : Math.Min(gate.Room, Math.Max(0, MostInFlight - Volatile.Read(ref inFlight)));

    /// <summary>Sends it in the background.</summary>
    /// <param name="isPaced">Whether the pace allows it now; otherwise it goes back into the queue until it does.</param>
    public void Dispatch(ClaimedMessage claimed, bool isPaced)
    {
        Interlocked.Increment(ref inFlight);

        // Of whatever claimed it, such as a turn with its place in a trace, nothing goes along: several messages leave one after another here.
        using (ExecutionContext.SuppressFlow())
        {
            _ = RunAsync(claimed, isPaced);
        }
    }

    /// <summary>Claims nothing more, and waits until what is on its way has its result stored.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        while (Volatile.Read(ref inFlight) > 0 && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, CancellationToken.None);
        }

        // Whose result could not be stored by now is found by the sweep, as if the process had died.
        await abandoning.CancelAsync();
    }

    public void Dispose()
    {
        stopping.Dispose();
        abandoning.Dispose();
    }

    private async Task RunAsync(ClaimedMessage first, bool isPaced)
    {
        await Task.Yield();
        try
        {
            for (var claimed = first; claimed is not null; isPaced = true)
            {
                claimed = await StoreAsync(claimed, isPaced ? await SendAsync(claimed) : PutOff(claimed));
            }
        }
        catch (Exception exception)
        {
            // The row stays claimed; the sweep finds it, as if the process had died here.
            Stranded(logger, exception.GetType().Name, first.Message.Id);
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }
    }

    private async Task<SendResult> SendAsync(ClaimedMessage claimed)
    {
        if (!claimed.Message.IsReadable)
        {
            return Result(claimed, DeliveryStatus.Failed, [], "unreadable", null, claimed.Attempt);
        }

        var pass = claimed.IsVoidAt(clock.GetUtcNow()) ? SendPass.None : gate.Enter();
        if (pass == SendPass.None)
        {
            return PutBack(claimed);
        }

        SendOutcome? outcome = null;
        using var span = traces.Send(claimed)?.SetTag("author", claimed.Author.ToString().ToLowerInvariant());
        var started = clock.GetTimestamp();
        try
        {
            // It may yet wait for a connection, and this process may stand still: it is looked at again right before the first byte.
            outcome = await gateway.SendAsync(claimed.Message with { MustLeaveBefore = claimed.VoidAt }, CancellationToken.None);
        }
        finally
        {
            Tell(gate.Came(outcome, pass));
        }

        Count(claimed, outcome, clock.GetElapsedTime(started));
        span?.SetTag("outcome", SendMetrics.NameOf(outcome));
        return outcome switch
        {
            SendOutcome.Accepted(var ids) => Result(claimed, DeliveryStatus.Sent, ids, null, null, claimed.Attempt),
            SendOutcome.RefusedForNow refused => Again(claimed, refused),
            SendOutcome.HeldBack => PutBack(claimed),
            SendOutcome.AccountRefused(var reason) => PutBack(claimed, reason),
            SendOutcome.Refused(var reason) => Result(claimed, DeliveryStatus.Failed, [], reason, null, claimed.Attempt),
            SendOutcome.PerhapsSent(var reason) => Result(claimed, DeliveryStatus.Unknown, [], reason, null, claimed.Attempt),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
    }

    private void Count(ClaimedMessage claimed, SendOutcome outcome, TimeSpan time)
    {
        metrics.Sends.Sent(outcome, time);
        if (outcome is SendOutcome.Accepted && claimed.AnswersFrom is { } since)
        {
            metrics.Sends.Replied(clock.GetUtcNow() - since);
        }
    }

    private SendResult Again(ClaimedMessage claimed, SendOutcome.RefusedForNow refused)
    {
        // It is not this message's trouble: the gate says when it is tried again, and it is not counted.
        if (gateway.Circuit.State != CircuitState.Closed && !refused.ConcernsCustomerOnly)
        {
            return PutBack(claimed, refused.Reason);
        }

        var wait = RetryDelay.After(claimed.Attempt, refused.RetryAfter, Random.Shared.NextDouble());
        return Result(claimed, DeliveryStatus.Pending, [], refused.Reason, clock.GetUtcNow() + wait, claimed.Attempt);
    }

    /// <summary>As if it had not been claimed: it is the first again when messages may leave.</summary>
    private SendResult PutBack(ClaimedMessage claimed, string? reason = null)
    {
        pace.GiveBack(claimed.Customer);
        return Result(claimed, DeliveryStatus.Pending, [], reason, clock.GetUtcNow(), claimed.Attempt - 1);
    }

    private SendResult PutOff(ClaimedMessage claimed) =>
        Result(claimed, DeliveryStatus.Pending, [], null, clock.GetUtcNow() + pace.Wait(claimed.Customer), claimed.Attempt - 1);

    private void Tell(GateChange change)
    {
        if (change == GateChange.Held)
        {
            AccountRefused(logger, SendGate.AccountPause.TotalSeconds);
        }
        else if (change == GateChange.Released)
        {
            AccountTaken(logger);
        }
    }

    /// <summary>What was sent must be known, however long the database is away; only then is the next one claimed.</summary>
    private async Task<ClaimedMessage?> StoreAsync(ClaimedMessage claimed, SendResult result)
    {
        var wait = TimeSpan.FromMilliseconds(250);
        while (true)
        {
            var paced = IsOpen && pace.TryTake(claimed.Customer);
            try
            {
                var next = await outbox.StoreAsync(result with { ClaimNext = paced }, CancellationToken.None);
                if (reports.HasWaiting && result.ProviderIds.Count > 0)
                {
                    reports.LookAtAll();
                }

                if (next is null && paced)
                {
                    pace.GiveBack(claimed.Customer);
                }

                return next;
            }
            catch (Exception exception) when (!abandoning.IsCancellationRequested)
            {
                if (paced)
                {
                    pace.GiveBack(claimed.Customer);
                }

                NotStored(logger, exception.GetType().Name, claimed.Message.Id);
                if (!faults.IsInfrastructure(exception))
                {
                    // What the provider said cannot be kept; what came of it must be. A second refusal leaves it to the sweep.
                    result = result.ProviderIds.Count > 0 || result.Reason is not null
                        ? result with { ProviderIds = [], Reason = null }
                        : throw new InvalidOperationException("The result of a send cannot be stored.", exception);
                    continue;
                }

                await Task.Delay(wait, clock, abandoning.Token);
                wait = wait < TimeSpan.FromSeconds(5) ? wait * 2 : wait;
            }
        }
    }

    private SendResult Result(
        ClaimedMessage claimed, DeliveryStatus status, IReadOnlyList<string> ids, string? reason, DateTimeOffset? nextAttemptAt, int attempts) =>
        new(claimed.Message.Id, claimed.Customer, claimed.ClaimedAt, status, ids, reason, nextAttemptAt, attempts, clock.GetUtcNow(), false);

    [LoggerMessage(Level = LogLevel.Error, Message = "The provider refuses the account (key, address or balance). Everything waits, one message tries each {Seconds} s, and nothing is failed. The reason is kept with the message.")]
    private static partial void AccountRefused(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "The provider takes the account again: what has waited leaves now")]
    private static partial void AccountTaken(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: the result of sending message {MessageId} is not stored yet; trying again")]
    private static partial void NotStored(ILogger logger, string fault, MessageId messageId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Fault}: message {MessageId} is left claimed; it is settled by the sweep")]
    private static partial void Stranded(ILogger logger, string fault, MessageId messageId);
}
