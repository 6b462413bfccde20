using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Metrics;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>Raises the alert while the provider refuses the account: once for each occurrence, until it was heard.</summary>
internal sealed partial class HeldOutbox(SendGate gate, IAlertNotifier notifier, SupportMetrics metrics, TimeProvider clock, ILogger<HeldOutbox> logger)
    : BackgroundService
{
    public const string WhatToDo =
        "Check MSG91_AUTH_KEY, MSG91_BASE_URL, the addresses that the key allows and the balance. Messages wait, none is failed; they leave by themselves when it is mended.";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Gauge("support_outbox_held", "1 while the provider refuses the account and everything waits", () => gate.HeldSince is null ? 0 : 1);
        using var timer = new PeriodicTimer(Interval, clock);
        DateTimeOffset? told = null;
        var notBefore = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                if (gate.HeldSince is not { } since || told == since || clock.GetUtcNow() < notBefore)
                {
                    continue;
                }

                var isHeard = await notifier.NotifyAsync(new Alert("outbox.held", $"The provider refuses the account. {WhatToDo}", since), stoppingToken);
                told = isHeard ? since : told;
                notBefore = isHeard ? DateTimeOffset.MinValue : clock.GetUtcNow() + SendGate.AccountPause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Failed(logger, exception.GetType().Name);
                notBefore = clock.GetUtcNow() + SendGate.AccountPause;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: nobody could be told that the account is refused; trying again")]
    private static partial void Failed(ILogger logger, string fault);
}
