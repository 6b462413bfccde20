using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WhatsAppSupport.Application.Workers;

namespace WhatsAppSupport.Application.Delivery;

/// <summary>
/// Settles what was perhaps sent: first by the provider's log, then, when that knows nothing of it, by the class of the message. Reports
/// settle it at any time, by their own way.
/// </summary>
internal sealed partial class UnsettledPump(
    IUnsettled unsettled,
    ISendLog log,
    SendGate gate,
    Slots slots,
    OutboxSignal outbox,
    ReportSignal reports,
    SupportOptions options,
    TimeProvider clock,
    ILogger<UnsettledPump> logger)
    : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>A log is behind by some seconds; earlier than this it is not asked.</summary>
    private static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(5);

    /// <summary>Between two questions; doubled with each that is not answered, up to <see cref="LongestPause"/>.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>How much longer a message waits for a log that does not answer though the provider takes messages.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Where the provider comes and goes all the time, too, a customer's queue is not held up for ever.</summary>
    private static readonly TimeSpan LongestPatience = TimeSpan.FromHours(1);

    private static readonly TimeSpan OthersAfter = TimeSpan.FromMinutes(1);

    private DateTimeOffset askAt = DateTimeOffset.MinValue;
    private TimeSpan pause = Pause;
    private DateTimeOffset? unansweredSince;

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
                    await unsettled.AbandonAsync(stoppingToken);
                }

                await SettleAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Failed(logger, exception.GetType().Name);
            }
        }
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        // While nothing leaves nothing is lost by waiting, and when the provider is back it can be asked. Unless everybody waits for this:
        // then it is one of these that finds out whether it is back.
        var isAway = gate.IsAway;
        if (isAway && !gate.LacksProbe)
        {
            unansweredSince = null;
            return;
        }

        if (now < askAt)
        {
            return;
        }

        // One process does it for all. Where that one cannot, because MSG91 refuses its address for instance, the others do it later.
        var wait = log.CanBeAsked && AskAfter < options.SendUnknownAfter ? AskAfter : options.SendUnknownAfter;
        var messages = await unsettled.ListAsync(now - wait - (slots.HasHouseDuty ? TimeSpan.Zero : OthersAfter), Batch, cancellationToken);
        if (messages.Count == 0)
        {
            return;
        }

        var answer = await AskAsync(messages, now, cancellationToken);
        var evidence = await EvidenceAsync(messages, answer, cancellationToken);
        var settled = await unsettled.SettleAsync(evidence, cancellationToken);
        var found = evidence.Select(one => one.Message.Id).ToHashSet();
        var undecided = messages.Where(message => !found.Contains(message.Id) && IsToBeDecided(message, answer, now)).Take(isAway ? 1 : Batch).ToList();
        var decided = await unsettled.DecideAsync(undecided, cancellationToken);
        if (settled + decided > 0)
        {
            Settled(logger, settled, decided);
            reports.LookAtAll();
            outbox.Set();
        }
    }

    private async Task<SendLogAnswer> AskAsync(IReadOnlyList<UnsettledMessage> messages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!log.CanBeAsked)
        {
            return SendLogAnswer.Nothing;
        }

        var answer = await log.AskAsync(messages.Min(message => message.ClaimedAt), cancellationToken);
        pause = answer.HasAnswered ? Pause : pause * 2 < LongestPause ? pause * 2 : LongestPause;
        askAt = now + pause;
        unansweredSince = answer.HasAnswered ? null : unansweredSince ?? now;
        return answer;
    }

    private async Task<IReadOnlyList<Evidence>> EvidenceAsync(IReadOnlyList<UnsettledMessage> messages, SendLogAnswer answer, CancellationToken cancellationToken)
    {
        var candidates = Evidence.Candidates(messages, answer.Messages);
        return candidates.Count == 0
            ? []
            : Evidence.Certain(candidates, await unsettled.OwnersAsync([.. candidates.SelectMany(candidate => candidate.Found.ProviderIds).Distinct()], cancellationToken));
    }

    /// <summary>A log that answered well and does not have it is all the evidence there will be. One that cannot be asked is waited for, but not for ever.</summary>
    private bool IsToBeDecided(UnsettledMessage message, SendLogAnswer answer, DateTimeOffset now)
    {
        var due = message.Since + options.SendUnknownAfter;
        var waitedFor = now - (unansweredSince > due ? unansweredSince.Value : due);
        return now >= due && (answer.HasAnswered || !log.CanBeAsked || waitedFor >= Patience || now - due >= LongestPatience);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Of what was perhaps sent {Settled} are settled by the provider's log and {Decided} by their class")]
    private static partial void Settled(ILogger logger, int settled, int decided);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault}: what was perhaps sent could not be settled; trying again")]
    private static partial void Failed(ILogger logger, string fault);
}
