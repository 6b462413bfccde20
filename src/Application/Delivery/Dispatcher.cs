using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Metrics;
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
    ReportSignal reports,
    IFaults faults,
    SupportMetrics metrics,
    TimeProvider clock,
    ILogger<Dispatcher> logger)
    : IDisposable
{
    private const int MostInFlight = 512;
    private static readonly TimeSpan AccountPause = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource stopping = new();
    private int inFlight;
    private long heldUntil;

    /// <summary>False while as much is on its way as may be, or while the provider refuses the whole account.</summary>
    public bool IsOpen => Volatile.Read(ref inFlight) < MostInFlight && !IsHeld && !stopping.IsCancellationRequested;

    /// <summary>The provider refuses the account (key, address, balance): everything waits, nothing is failed.</summary>
    public bool IsHeld => clock.GetUtcNow().UtcTicks < Volatile.Read(ref heldUntil);

    /// <summary>Something is on its way, or its result is not stored yet.</summary>
    public bool IsSending => Volatile.Read(ref inFlight) > 0;

    /// <summary>Messages that are on their way to the provider, or whose result is being stored.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    public int Room => Math.Max(0, MostInFlight - Volatile.Read(ref inFlight));

    /// <summary>Sends it in the background.</summary>
    /// <param name="isPaced">Whether the pace allows it now; otherwise it goes back into the queue until it does.</param>
    public void Dispatch(ClaimedMessage claimed, bool isPaced)
    {
        Interlocked.Increment(ref inFlight);
        _ = RunAsync(claimed, isPaced);
    }

    /// <summary>Claims nothing more, and waits until what is on its way has its result stored.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        while (Volatile.Read(ref inFlight) > 0 && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, CancellationToken.None);
        }
    }

    public void Dispose() => stopping.Dispose();

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
        var now = clock.GetUtcNow();
        if (claimed.IsVoidAt(now))
        {
            return Result(claimed, DeliveryStatus.Pending, [], null, now, claimed.Attempt - 1);
        }

        var started = clock.GetTimestamp();
        var outcome = await gateway.SendAsync(claimed.Message, CancellationToken.None);
        metrics.Sent(outcome, clock.GetElapsedTime(started));
        now = clock.GetUtcNow();
        return outcome switch
        {
            SendOutcome.Accepted(var ids) => Result(claimed, DeliveryStatus.Sent, ids, null, null, claimed.Attempt),
            SendOutcome.RefusedForNow(var reason, var asked) =>
                Result(claimed, DeliveryStatus.Pending, [], reason, now + RetryDelay.After(claimed.Attempt, asked, Random.Shared.NextDouble()), claimed.Attempt),
            SendOutcome.AccountRefused(var reason) => Hold(claimed, reason, now),
            SendOutcome.Refused(var reason) => Result(claimed, DeliveryStatus.Failed, [], reason, null, claimed.Attempt),
            SendOutcome.PerhapsSent(var reason) => Result(claimed, DeliveryStatus.Unknown, [], reason, null, claimed.Attempt),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
    }

    private SendResult PutOff(ClaimedMessage claimed) =>
        Result(claimed, DeliveryStatus.Pending, [], null, clock.GetUtcNow() + pace.Wait(claimed.Customer), claimed.Attempt - 1);

    private SendResult Hold(ClaimedMessage claimed, string reason, DateTimeOffset now)
    {
        if (!IsHeld)
        {
            AccountRefused(logger, AccountPause.TotalSeconds);
        }

        Volatile.Write(ref heldUntil, (now + AccountPause).UtcTicks);
        return Result(claimed, DeliveryStatus.Pending, [], reason, now + AccountPause, claimed.Attempt - 1);
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
            catch (Exception exception) when (!stopping.IsCancellationRequested)
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

                await Task.Delay(wait, clock, CancellationToken.None);
                wait = wait < TimeSpan.FromSeconds(5) ? wait * 2 : wait;
            }
        }
    }

    private SendResult Result(
        ClaimedMessage claimed, DeliveryStatus status, IReadOnlyList<string> ids, string? reason, DateTimeOffset? nextAttemptAt, int attempts) =>
        new(claimed.Message.Id, claimed.Customer, claimed.ClaimedAt, status, ids, reason, nextAttemptAt, attempts, clock.GetUtcNow(), false);

    [LoggerMessage(Level = LogLevel.Error, Message = "The provider refuses the account (key, address or balance). Everything waits and is tried again in {Seconds} s; nothing is failed. The reason is kept with the message.")]
    private static partial void AccountRefused(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: the result of sending message {MessageId} is not stored yet; trying again")]
    private static partial void NotStored(ILogger logger, string fault, MessageId messageId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Fault}: message {MessageId} is left claimed; it is settled by the sweep")]
    private static partial void Stranded(ILogger logger, string fault, MessageId messageId);
}
