using System.Collections.Concurrent;
using WhatsAppSupport.Application.Escalations;
using WhatsAppSupport.Application.Inbound;
using WhatsAppSupport.Domain.Conversations;

namespace WhatsAppSupport.UnitTests.Application.Fakes;

/// <summary>Escalations in memory, and somebody outside who hears of them or does not.</summary>
internal sealed class FakeEscalations : IEscalations, IEscalationNotifier
{
    public ConcurrentQueue<PendingNotice> ToNotify { get; } = new();

    public ConcurrentQueue<InboxEntry> TimedOut { get; } = new();

    public ConcurrentQueue<Exception> Outages { get; } = new();

    public bool IsHeard { get; set; } = true;

    public ConcurrentQueue<ConversationId> Notified { get; } = new();

    public ConcurrentQueue<(ConversationId Conversation, int Attempts, DateTimeOffset Until)> PutOff { get; } = new();

    public ConcurrentQueue<DateTimeOffset> TimeOutsBefore { get; } = new();

    public ConcurrentQueue<DateTimeOffset> CompletedBefore { get; } = new();

    public Task<bool> NotifyAsync(EscalationNotice notice, CancellationToken cancellationToken) => Task.FromResult(IsHeard);

    public Task<IReadOnlyList<PendingNotice>> ListToNotifyAsync(int limit, CancellationToken cancellationToken)
    {
        if (Outages.TryDequeue(out var outage))
        {
            throw outage;
        }

        return Task.FromResult<IReadOnlyList<PendingNotice>>([.. Drain(ToNotify)]);
    }

    public Task MarkNotifiedAsync(EscalationNotice notice, CancellationToken cancellationToken)
    {
        Notified.Enqueue(notice.Conversation);
        return Task.CompletedTask;
    }

    public Task PutOffAsync(ConversationId conversation, int attempts, DateTimeOffset until, CancellationToken cancellationToken)
    {
        PutOff.Enqueue((conversation, attempts, until));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<InboxEntry>> ListTimedOutAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        TimeOutsBefore.Enqueue(before);
        return Task.FromResult<IReadOnlyList<InboxEntry>>([.. Drain(TimedOut)]);
    }

    public Task<int> CompleteSilentAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        CompletedBefore.Enqueue(before);
        return Task.FromResult(0);
    }

    private static IEnumerable<T> Drain<T>(ConcurrentQueue<T> queue)
    {
        while (queue.TryDequeue(out var item))
        {
            yield return item;
        }
    }
}
