using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Application.Lanes;
using WhatsAppSupport.Application.Workers;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.Application.Escalations;

/// <summary>Tells people that a customer waits, until it is heard; brings the bot back where nobody came; completes what has fallen silent.</summary>
internal sealed partial class EscalationPump(
    IEscalations escalations,
    IEscalationNotifier notifier,
    IInbox inbox,
    Arrivals arrivals,
    Slots slots,
    SupportOptions options,
    TimeProvider clock,
    ILogger<EscalationPump> logger)
    : BackgroundService
{
    private const int Batch = 50;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TidyInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPutOff = TimeSpan.FromMinutes(5);
    private DateTimeOffset tidyAt = clock.GetUtcNow();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                if (slots.HasHouseDuty)
                {
                    await TryAsync(NotifyAsync, stoppingToken);
                    await TryAsync(TimeOutAsync, stoppingToken);
                    await TryAsync(TidyAsync, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Nobody waits longer for the one because the other fails.</summary>
    private async Task TryAsync(Func<CancellationToken, Task> part, CancellationToken cancellationToken)
    {
        try
        {
            await part(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(logger, exception.GetType().Name);
        }
    }

    private async Task NotifyAsync(CancellationToken cancellationToken)
    {
        var notices = await escalations.ListToNotifyAsync(Batch, cancellationToken);
        await Task.WhenAll(notices.Select(async pending =>
        {
            if (await notifier.NotifyAsync(pending.Notice, cancellationToken))
            {
                await escalations.MarkNotifiedAsync(pending.Notice, cancellationToken);
                return;
            }

            var delay = TimeSpan.FromSeconds(Math.Min(LongestPutOff.TotalSeconds, Math.Pow(2, Math.Min(pending.Attempts, 10))));
            NotHeard(logger, pending.Notice.Conversation, pending.Attempts + 1, delay.TotalSeconds);
            await escalations.PutOffAsync(pending.Notice.Conversation, pending.Attempts + 1, clock.GetUtcNow() + delay, cancellationToken);
        }));
    }

    private async Task TimeOutAsync(CancellationToken cancellationToken)
    {
        var timers = await escalations.ListTimedOutAsync(clock.GetUtcNow() - options.EscalationTimeout, Batch, cancellationToken);
        if (timers.Count == 0)
        {
            return;
        }

        await inbox.StoreAsync(timers, cancellationToken);
        foreach (var timer in timers)
        {
            arrivals.Announce(timer.Customer!.Value);
        }
    }

    private async Task TidyAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() >= tidyAt)
        {
            await escalations.CompleteSilentAsync(clock.GetUtcNow() - Conversation.CompletedAfter, Batch * 10, cancellationToken);
            tidyAt = clock.GetUtcNow() + TidyInterval;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "ESCALATION_NOTIFY_URL was not reached for conversation {Conversation} (try {Times}); again in {Seconds} s")]
    private static partial void NotHeard(ILogger logger, ConversationId conversation, int times, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: escalations could not be looked through; trying again")]
    private static partial void Failed(ILogger logger, string fault);
}
